package dev.daybook.demo;

import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** The first thing that whoever starts the shop reads. It is for a person at a terminal, so it is no line of a log. */
@Component
class Banner {
    @SuppressWarnings("SystemOut")
    void print(int port, boolean withDemo) {
        System.out.println("""

                  Daybook is open.

                    GraphiQL   http://localhost:%1$d/graphiql
                    Operations http://localhost:%1$d/operations
                    GraphQL    http://localhost:%1$d/graphql
                    Health     http://localhost:%1$d/actuator/health
                """.formatted(port) + (withDemo ? demo() : ""));
    }

    private static String demo() {
        return """
                  Sign in as %s. The password is %s.
                  Ready to paste:

                    mutation { logIn(input: {login: "%s", password: "%s"}) { session { accessToken } } }

                  and then the header {"Authorization": "Bearer <accessToken>"}.
                """.formatted(
                        DemoData.PEOPLE.stream().map(Banner::name).collect(Collectors.joining(", ")),
                        DemoData.PASSWORD,
                        DemoData.PEOPLE.getFirst().username(),
                        DemoData.PASSWORD);
    }

    private static String name(DemoData.Person person) {
        return person.username() + " (" + person.role() + ")";
    }
}
