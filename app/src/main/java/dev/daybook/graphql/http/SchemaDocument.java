package dev.daybook.graphql.http;

import dev.daybook.graphql.errors.ErrorCodes;
import dev.daybook.graphql.errors.NotAllowed;
import dev.daybook.graphql.limits.Introspection;
import dev.daybook.security.CallerAuthentication;
import dev.daybook.security.CallerUnknown;
import graphql.GraphQLError;
import graphql.schema.GraphQLSchema;
import graphql.schema.idl.DirectiveInfo;
import graphql.schema.idl.SchemaPrinter;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.graphql.execution.GraphQlSource;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.util.DigestUtils;
import org.springframework.util.function.SingletonSupplier;
import org.springframework.web.servlet.function.RouterFunction;
import org.springframework.web.servlet.function.RouterFunctions;
import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;

/**
 * Serves the schema in the schema definition language, with the directives that introspection does not show, to those who
 * may introspect it.
 */
@Configuration(proxyBeanMethods = false)
class SchemaDocument {
    private static final MediaType TEXT = new MediaType(MediaType.TEXT_PLAIN, StandardCharsets.UTF_8);
    private static final SchemaPrinter PRINTER = new SchemaPrinter(SchemaPrinter.Options.defaultOptions()
            .includeSchemaDefinition(true)
            .includeDirectiveDefinition(name -> !DirectiveInfo.isGraphqlSpecifiedDirective(name)));

    private record Document(String text, String etag) {
        static Document of(GraphQLSchema schema) {
            // It indents the empty lines of descriptions, which would then be part of them.
            var text = PRINTER.print(schema).replaceAll("(?m) +$", "");
            // Weak, since a strong one would keep Tomcat from compressing it.
            return new Document(
                    text, "W/\"%s\"".formatted(DigestUtils.md5DigestAsHex(text.getBytes(StandardCharsets.UTF_8))));
        }
    }

    @Bean
    RouterFunction<ServerResponse> schemaDocumentRoute(
            GraphQlSource source, Introspection introspection, @Value("${spring.graphql.http.path}") String path) {
        var document = SingletonSupplier.of(() -> Document.of(source.schema()));
        return RouterFunctions.route()
                .GET(path + "/schema.graphqls", request -> {
                    try {
                        return introspection.isAllowedTo(CallerAuthentication::current)
                                ? answer(request, document.obtain())
                                : refuse(NotAllowed.toIntrospect(CallerAuthentication.current()));
                    } catch (CallerUnknown away) {
                        return refuse(away);
                    }
                })
                .build();
    }

    /** Answers so that a client keeps it and asks each time whether it is still the same. */
    private static ServerResponse answer(ServerRequest request, Document document) {
        return request.checkNotModified(document.etag())
                .orElseGet(() -> ServerResponse.ok()
                        .eTag(document.etag())
                        .cacheControl(CacheControl.noCache().cachePrivate())
                        .contentType(TEXT)
                        .body(document.text()));
    }

    private static ServerResponse refuse(RuntimeException refusal) {
        return ServerResponse.status(status(refusal))
                .contentType(MediaType.APPLICATION_JSON)
                .body(Map.of(
                        "errors",
                        ErrorCodes.ofSubscription(refusal).stream()
                                .map(GraphQLError::toSpecification)
                                .toList()));
    }

    private static HttpStatus status(RuntimeException refusal) {
        return switch (refusal) {
            case NotAllowed.Unauthenticated _ -> HttpStatus.UNAUTHORIZED;
            case NotAllowed.Forbidden _ -> HttpStatus.FORBIDDEN;
            default -> HttpStatus.SERVICE_UNAVAILABLE;
        };
    }
}
