package dev.daybook.graphql.limits;

import static org.assertj.core.api.Assertions.assertThat;

import dev.daybook.support.Client;
import dev.daybook.support.Node;
import dev.daybook.support.RawAnswer;
import dev.daybook.support.RawSocket;
import dev.daybook.support.Shop;
import dev.daybook.support.ShopTest;
import dev.daybook.users.Role;
import graphql.introspection.IntrospectionQuery;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Tests who may introspect the schema, over HTTP and WebSockets. */
@ShopTest
class IntrospectionTests {
    private static final List<String> DOCUMENTS = List.of(
            IntrospectionQuery.INTROSPECTION_QUERY,
            "{ apiInfo { name } renamed: __schema { queryType { name } } }",
            "{ ...f } fragment f on Query { __type(name: \"Product\") { name } }");

    private static final String MESSAGE = "Introspection needs the role ADMIN";

    @Autowired
    Shop shop;

    @Test
    void everybody_may_introspect_a_shop_that_is_not_in_production() {
        for (var document : DOCUMENTS) {
            assertThat(ask(shop.anonymous(), document).codes()).isEmpty();
        }
    }

    @Test
    void only_an_administrator_may_introspect_a_shop_in_production() throws Exception {
        try (var node = Node.ofNewShop(
                "--spring.profiles.active=production",
                "--daybook.security.token-secret=a-secret-of-this-test-which-nobody-else-knows",
                "--daybook.personal-data.master-key=dGhlIG1hc3RlciBrZXkgb2YgdGhlIHRlc3RzIGlzIHQ=")) {
            var people = node.shop();
            for (var document : DOCUMENTS) {
                var stranger = ask(people.anonymous(), document);
                assertThat(stranger.codes()).as(document).containsExactly("UNAUTHENTICATED");
                assertThat(stranger.messages()).containsExactly(MESSAGE + ". Sign in first");
                var staff = ask(people.newUser(Role.STAFF), document);
                assertThat(staff.codes()).as(document).containsExactly("FORBIDDEN");
                assertThat(staff.messages()).containsExactly(MESSAGE);
                assertThat(staff.body().has("data")).isFalse();
                assertThat(ask(people.newUser(Role.ADMIN), document).codes())
                        .as(document)
                        .isEmpty();
            }
            assertThat(ask(people.anonymous(), "{ __typename apiInfo { __typename } }")
                            .codes())
                    .isEmpty();
            try (var socket = RawSocket.ready(people.newCustomer());
                    var admins = RawSocket.ready(people.newUser(Role.ADMIN))) {
                socket.subscribe("1", DOCUMENTS.getFirst());
                assertThat(socket.nextInShort()).isEqualTo("1 error FORBIDDEN");
                admins.subscribe("1", DOCUMENTS.getFirst());
                assertThat(admins.nextInShort()).isEqualTo("1 next");
            }
        }
    }

    private static RawAnswer ask(Client client, String document) {
        return RawAnswer.ask(client, document, Map.of());
    }
}
