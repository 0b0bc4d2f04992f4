package dev.daybook.graphql;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.info.BuildProperties;
import org.springframework.graphql.data.method.annotation.QueryMapping;
import org.springframework.stereotype.Controller;

@Controller
class ApiInfoController {
    private final ApiInfo info;

    ApiInfoController(ObjectProvider<BuildProperties> build) {
        info = new ApiInfo(
                "Daybook",
                build.stream().map(BuildProperties::getVersion).findAny().orElse("development"));
    }

    record ApiInfo(String name, String version) {}

    @QueryMapping
    ApiInfo apiInfo() {
        return info;
    }
}
