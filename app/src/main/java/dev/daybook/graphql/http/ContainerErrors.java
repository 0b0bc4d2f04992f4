package dev.daybook.graphql.http;

import jakarta.servlet.RequestDispatcher;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.webmvc.error.ErrorController;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.RequestAttribute;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * Answers as a GraphQL response when the container or a filter refuses a request, or fails, before a handler of ours
 * has it, and when there is no handler. Replaces Spring's controller, which has a page of its own for browsers.
 */
@RestController
class ContainerErrors implements ErrorController {
    /** @param code absent when somebody asks for the address itself, where there is nothing */
    @RequestMapping("${spring.web.error.path:/error}")
    ResponseEntity<Map<String, Object>> answer(
            @RequestAttribute(name = RequestDispatcher.ERROR_STATUS_CODE, required = false) @Nullable Integer code) {
        var status = code == null
                ? HttpStatus.NOT_FOUND
                : Objects.requireNonNullElse(HttpStatus.resolve(code), HttpStatus.INTERNAL_SERVER_ERROR);
        return ResponseEntity.status(status)
                .contentType(MediaType.APPLICATION_JSON)
                .body(RefusedRequest.byContainer(status).body());
    }
}
