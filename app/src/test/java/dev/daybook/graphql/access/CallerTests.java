package dev.daybook.graphql.access;

import static dev.daybook.support.Answers.codes;
import static org.assertj.core.api.Assertions.assertThat;

import dev.daybook.support.Client;
import dev.daybook.support.Shop;
import dev.daybook.support.ShopTest;
import dev.daybook.support.Sockets;
import dev.daybook.users.Role;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.graphql.test.tester.WebSocketGraphQlTester;

/** Tests that a caller's current state counts, also on an open WebSocket and within one request. */
@ShopTest
class CallerTests {
    private static final String USERS = "{ users(first: 1) { nodes { id } } }";

    @Autowired
    Shop shop;

    private final List<WebSocketGraphQlTester> sockets = new ArrayList<>();

    @AfterEach
    void no_listener_is_left() {
        sockets.forEach(socket -> socket.stop().block());
    }

    @Test
    void a_web_socket_knows_its_caller() {
        var grace = shop.newUser(Role.STAFF);
        assertThat(codes(socketOf(grace).document(USERS).execute())).isEmpty();
        socketOf(shop.anonymous())
                .document("{ me { id } }")
                .execute()
                .path("me")
                .valueIsNull();
    }

    @Test
    void a_demoted_user_has_the_new_role_on_an_open_web_socket() {
        var grace = shop.newUser(Role.STAFF);
        var socket = socketOf(grace);
        shop.admin().mutate("changeUserRole", Map.of("userId", grace.myId(), "role", "CUSTOMER"), "user { id }");
        assertThat(codes(socket.document(USERS).execute())).containsExactly("FORBIDDEN");
    }

    @Test
    void a_deactivated_user_is_anonymous_on_an_open_web_socket() {
        var grace = shop.newUser(Role.STAFF);
        var id = grace.myId();
        var socket = socketOf(grace);
        shop.staff().mutate("deactivateUser", Map.of("userId", id), "user { id }");
        assertThat(codes(socket.document(USERS).execute())).containsExactly("UNAUTHENTICATED");
        assertThat(codes(socket.document(
                                "mutation { reactivateUser(input: {userId: \"%s\"}) { user { id } } }".formatted(id))
                        .execute()))
                .containsExactly("UNAUTHENTICATED");
    }

    @Test
    void a_logged_out_user_is_anonymous_on_an_open_web_socket() {
        var ada = shop.newCustomer();
        var socket = socketOf(ada);
        ada.mutate("logOut", Map.of(), "endedSessions");
        socket.document("{ me { id } }").execute().path("me").valueIsNull();
    }

    @Test
    void an_erased_user_is_anonymous_on_an_open_web_socket() {
        var ada = shop.newCustomer();
        var socket = socketOf(ada);
        shop.admin().mutate("eraseUser", Map.of("userId", ada.myId(), "idempotencyKey", ada.myId()), "erasedUserId");
        socket.document("{ me { id } }").execute().path("me").valueIsNull();
    }

    @Test
    void a_mutation_sees_what_an_earlier_one_did_to_the_caller() {
        var grace = shop.newUser(Role.STAFF);
        var id = grace.myId();
        assertThat(codes(grace.run("""
                        mutation {
                          gone: logOut(input: {}) { endedSessions }
                          zombie: updateProfile(input: {bio: "Still here"}) { user { id } } }"""))).containsOnly("UNAUTHENTICATED");
        shop.staff()
                .run("query ($id: ID!) { user(by: {id: $id}) { bio } }", Map.of("id", id))
                .path("user.bio")
                .valueIsNull();
    }

    @Test
    void a_log_in_counts_for_the_rest_of_its_request() {
        var name = shop.unique("ada");
        var answer = shop.anonymous()
                .run("""
                        mutation ($i: RegisterUserInput!) {
                          registerUser(input: $i) { user { email } }
                          updateProfile(input: {bio: "New here"}) { user { bio } }
                          logOut(input: {}) { endedSessions }
                          late: updateProfile(input: {bio: "Gone"}) { user { bio } } }""", Map.of("i", Map.of("username", name, "email", name + "@x.org", "password", Shop.PASSWORD)));
        assertThat(codes(answer)).containsExactly("UNAUTHENTICATED");
    }

    private WebSocketGraphQlTester socketOf(Client client) {
        var socket = Sockets.of(client);
        sockets.add(socket);
        return socket;
    }
}
