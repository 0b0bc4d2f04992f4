package dev.daybook.graphql.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.daybook.support.Client;
import dev.daybook.support.Node;
import dev.daybook.support.Shop;
import dev.daybook.support.ShopTest;
import dev.daybook.users.Role;
import graphql.schema.GraphQLObjectType;
import graphql.schema.idl.SchemaParser;
import graphql.schema.idl.UnExecutableSchemaGenerator;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.graphql.execution.GraphQlSource;

/** The schema as a file, from which tools write types and check documents. */
@ShopTest
class SchemaDocumentTests {
    private final HttpClient http = HttpClient.newHttpClient();

    @Autowired
    Shop shop;

    @Autowired
    GraphQlSource source;

    @Test
    void it_is_the_schema_with_all_types_fields_and_descriptions() throws Exception {
        var answer = get(shop.anonymous());
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Type")).contains("text/plain;charset=UTF-8");
        var read = UnExecutableSchemaGenerator.makeUnExecutableSchema(new SchemaParser().parse(answer.body()));
        for (var type : source.schema().getAllTypesAsList()) {
            assertThat(read.getType(type.getName())).as(type.getName()).isNotNull();
            if (type instanceof GraphQLObjectType object && !type.getName().startsWith("__")) {
                for (var field : object.getFieldDefinitions()) {
                    var same = Objects.requireNonNull(read.getObjectType(type.getName()))
                            .getField(field.getName());
                    assertThat(same.getDescription()).isEqualTo(field.getDescription());
                    assertThat(same.getAppliedDirectives()).hasSameSizeAs(field.getAppliedDirectives());
                }
            }
        }
    }

    @Test
    void it_has_the_directives_that_introspection_does_not_show_and_only_those_of_the_shop() throws Exception {
        assertThat(get(shop.anonymous()).body())
                .contains("input ProductIdentifier @oneOf", "scalar DateTime @specifiedBy")
                .containsPattern("onHand: Int! @requiresRole\\(.*role : STAFF")
                .contains("directive @requiresRole", "directive @cost")
                .doesNotContain("directive @defer", "directive @skip", "@experimental");
    }

    @Test
    void it_is_not_sent_again_while_it_is_the_same() throws Exception {
        var first = get(shop.anonymous());
        assertThat(first.headers().firstValue("Cache-Control")).contains("no-cache, private");
        var again = get(
                shop.anonymous(),
                "If-None-Match",
                first.headers().firstValue("ETag").orElseThrow());
        assertThat(again.statusCode()).isEqualTo(304);
        assertThat(again.body()).isEmpty();
        assertThat(get(shop.anonymous(), "Accept-Encoding", "gzip").headers().firstValue("Content-Encoding"))
                .contains("gzip");
    }

    @Test
    void where_introspection_is_for_administrators_it_is_too() throws Exception {
        try (var node = Node.ofNewShop("--daybook.introspection.admin-only=true")) {
            var people = node.shop();
            var stranger = get(people.anonymous());
            assertThat(stranger.statusCode()).isEqualTo(401);
            assertThat(stranger.body()).contains("UNAUTHENTICATED").doesNotContain("type Query");
            var staff = get(people.newUser(Role.STAFF));
            assertThat(staff.statusCode()).isEqualTo(403);
            assertThat(staff.body()).contains("FORBIDDEN");
            assertThat(get(people.newUser(Role.ADMIN)).body()).contains("type Query");
        }
    }

    private HttpResponse<String> get(Client caller, String... headers) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(URI.create(caller.address() + "/graphql/schema.graphqls"));
        if (caller.accessToken() != null) {
            request.header("Authorization", "Bearer " + caller.accessToken());
        }
        if (headers.length > 0) {
            request.headers(headers);
        }
        return http.send(request.build(), BodyHandlers.ofString());
    }
}
