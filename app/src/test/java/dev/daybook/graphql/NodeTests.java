package dev.daybook.graphql;

import static graphql.schema.GraphQLTypeUtil.isLeaf;
import static graphql.schema.GraphQLTypeUtil.isNonNull;
import static graphql.schema.GraphQLTypeUtil.unwrapAll;
import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.daybook.support.CatalogDriver;
import dev.daybook.support.Client;
import dev.daybook.support.OrderDriver;
import dev.daybook.support.Shop;
import dev.daybook.support.ShopTest;
import graphql.schema.GraphQLFieldDefinition;
import graphql.schema.GraphQLInterfaceType;
import graphql.schema.GraphQLObjectType;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.graphql.execution.GraphQlSource;

/** Whatever a query shows with its id can be asked for by that id, and looks the same; nothing else can. */
@ShopTest
class NodeTests {
    private static final String FOR_ALL = """
            post(by: {id: $post}) { ...Post author { ...User } tags { ...Tag posts(first: 2) { nodes { ...Post author { ...User } } } } }
            posts(first: 2) { nodes { ...Post author { ...User } } }
            products(first: 3) { nodes { ...Product category { ...Category } priceHistory(first: 2) { nodes { ...PriceChange } } } }
            categories { ...Category stats { ...CategoryStats } }
            transfer: node(id: $transfer) { ...Transfer ... on Transfer { from { ...Account } to { ...Account } } }
            """;
    private static final String FOR_CUSTOMERS = FOR_ALL + """
            me { ...User
              orders(first: 2) { nodes { ...Order user { ...User } payments { ...Payment } lines { product { ...Product category { ...Category } priceHistory(first: 2) { nodes { ...PriceChange } } } } } }
              accounts { ...Account entries(first: 2) { nodes { ...LedgerEntry } } }
              notifications(first: 2) { nodes { ...Notification order { ...Order } } } }
            """;
    private static final String FOR_STAFF = FOR_CUSTOMERS + """
            users(first: 3) { nodes { ...User accounts { ...Account } } }
            orders(first: 3) { nodes { ...Order lines { product { ...Product } } } }
            product(by: {id: $product}) { ...Product stock { ...Stock movements(first: 2) { nodes { ...StockMovement actor { user { ...User } } } } } }
            events(first: 3) { nodes { ...DomainEvent } }
            """;

    @Autowired
    Shop shop;

    @Autowired
    GraphQlSource source;

    @Autowired
    NodeController nodeController;

    private Client ada;
    private Client bob;
    private String product;
    private String post;
    private String transfer;
    private String adasAccount;
    private String bobsAccount;

    @BeforeEach
    void something_has_happened() {
        ada = shop.newCustomer();
        bob = shop.newCustomer();
        shop.newProduct(1);
        product = shop.newProduct(10);
        post = ada.newPost(shop.unique("post"), shop.unique("tag"));
        adasAccount = shop.newAccount(ada, "100.00");
        bobsAccount = shop.newAccount(bob, "1.00");
        var order = ada.newOrder(product);
        OrderDriver.pay(ada, order, adasAccount, "12.50");
        transfer = ada.mutate(
                        "transferFunds",
                        Map.of(
                                "fromAccountId",
                                adasAccount,
                                "toAccountId",
                                bobsAccount,
                                "amount",
                                CatalogDriver.euros("1.00"),
                                "idempotencyKey",
                                "lunch"),
                        "transfer { id }")
                .path("transferFunds.transfer.id")
                .entity(String.class)
                .get();
        shop.staff().mutate("deactivateProduct", Map.of("productId", product), "product { id }");
        await().until(() -> ada.run("{ me { unreadNotificationCount } }")
                        .path("me.unreadNotificationCount")
                        .entity(Integer.class)
                        .get()
                >= 2);
    }

    @Test
    void every_type_that_is_a_node_can_be_found() {
        GraphQLInterfaceType node = source.schema().getTypeAs("Node");
        assertThat(nodeController.types())
                .containsExactlyInAnyOrderElementsOf(source.schema().getImplementations(node).stream()
                        .map(GraphQLObjectType::getName)
                        .toList());
    }

    @Test
    void a_stranger_can_refetch_every_node_shown_to_a_stranger() {
        assertThat(foundAgain(shop.anonymous(), FOR_ALL))
                .contains("User", "Post", "Tag", "Product", "Category")
                .contains("PriceChange", "CategoryStats");
    }

    @Test
    void a_customer_can_refetch_every_node_shown_to_a_customer() {
        assertThat(foundAgain(ada, FOR_CUSTOMERS))
                .contains("User", "Post", "Tag", "Product", "Category", "Order", "Payment", "Account")
                .contains("LedgerEntry", "Transfer", "Notification");
        assertThat(foundAgain(bob, FOR_CUSTOMERS)).contains("User", "Account", "Transfer");
    }

    @Test
    void staff_find_again_all_that_staff_are_shown() {
        assertThat(foundAgain(shop.staff(), FOR_STAFF))
                .contains("User", "Product", "Stock", "StockMovement", "DomainEvent");
    }

    @Test
    void an_author_is_found_with_as_much_as_everybody_may_see_and_the_posts_can_be_paged_on() {
        var author = shop.anonymous()
                .run("""
                        query ($id: ID!) { node(id: $id) { ... on User {
                          username role status isActive version email posts { nodes { id } } } } }""", Map.of("id", ada.myId()))
                .path("node")
                .entity(Map.class)
                .get();
        assertThat(author.get("username")).isNotNull();
        assertThat(author.get("posts")).isEqualTo(Map.of("nodes", List.of(Map.of("id", post))));
        for (var hidden : List.of("role", "status", "isActive", "version", "email")) {
            assertThat(author.get(hidden)).as(hidden).isNull();
        }
    }

    @Test
    void rows_that_were_never_shown_to_a_caller_are_not_found() {
        var carol = shop.newCustomer();
        var archived = ada.newPost(shop.unique("post"));
        ada.mutate("archivePost", Map.of("postId", archived), "post { id }");
        var silent = shop.newCustomer();
        silent.newDraft(shop.unique("draft"));
        var ids = List.of(
                bob.myId(),
                silent.myId(),
                archived,
                adasAccount,
                bobsAccount,
                transfer,
                product,
                shop.newAccount(ada, "0"));
        var query = "query ($ids: [ID!]!) { nodes(ids: $ids) { id } }";
        for (var stranger : List.of(shop.anonymous(), carol)) {
            stranger.run(query, Map.of("ids", ids))
                    .path("nodes")
                    .entityList(Object.class)
                    .containsExactly(new Object[ids.size()]);
        }
        ada.run("query ($ids: [ID!]!) { nodes(ids: $ids) { id } }", Map.of("ids", List.of(bob.myId(), bobsAccount)))
                .path("nodes")
                .entity(List.class)
                .satisfies(nodes ->
                        assertThat(nodes.getFirst()).as("who the other side is").isNull())
                .satisfies(nodes -> assertThat(nodes.getLast()).isEqualTo(Map.of("id", bobsAccount)));
    }

    @Test
    @SuppressWarnings("unchecked")
    void a_log_in_changes_nothing_of_what_strangers_see() {
        var name = shop.unique("ada");
        var author = shop.newCustomer(name);
        var id = author.newPost(shop.unique("post"));
        var query = "query ($id: ID!) { post(by: {id: $id}) { author { ...User } } }" + fragments("...User");
        var before = shop.anonymous()
                .run(query, Map.of("id", id))
                .path("")
                .entity(Map.class)
                .get();
        shop.anonymous().logIn(name, Shop.PASSWORD);
        assertThat(shop.anonymous()
                        .run(query, Map.of("id", id))
                        .path("")
                        .entity(Map.class)
                        .get())
                .isEqualTo(before);
    }

    /** The types of what was shown. */
    @SuppressWarnings("unchecked")
    private Set<String> foundAgain(Client caller, String selection) {
        var variables = new HashMap<>(Map.of("post", post, "transfer", transfer));
        var declared = "$post: ID!, $transfer: ID!";
        if (selection.contains("$product")) {
            variables.put("product", product);
            declared += ", $product: ID!";
        }
        var shown = new LinkedHashMap<String, Map<String, @Nullable Object>>();
        collect(
                caller.run("query (%s) { %s }%s".formatted(declared, selection, fragments(selection)), variables)
                        .path("")
                        .entity(Map.class)
                        .get(),
                shown);
        assertThat(shown).isNotEmpty();
        shown.forEach((id, object) -> {
            var type = String.valueOf(object.get("__typename"));
            var reload = caller.run(
                            "query ($id: ID!) { node(id: $id) { ...%1$s } }%2$s"
                                    .formatted(type, fragments("..." + type)),
                            Map.of("id", id))
                    .path("node")
                    .entity(Map.class)
                    .get();
            assertThat(reload).as(type).isEqualTo(object);
        });
        return new TreeSet<>(shown.values().stream()
                .map(object -> String.valueOf(object.get("__typename")))
                .toList());
    }

    /** All that has a type and an id, with its fields that are no objects. */
    private void collect(@Nullable Object value, Map<String, Map<String, @Nullable Object>> shown) {
        if (value instanceof List<?> list) {
            list.forEach(each -> collect(each, shown));
        } else if (value instanceof Map<?, ?> map) {
            map.values().forEach(each -> collect(each, shown));
            if (map.containsKey("__typename")) {
                var plain = new HashMap<String, @Nullable Object>();
                plain.put("__typename", map.get("__typename"));
                fields(String.valueOf(map.get("__typename"))).forEach(name -> plain.put(name, map.get(name)));
                shown.put(String.valueOf(map.get("id")), plain);
            }
        }
    }

    /** Returns fragments with the leaf fields of each type that the selection names. */
    private String fragments(String selection) {
        return source.schema().getAllTypesAsList().stream()
                .filter(type -> selection.matches("(?s).*\\.\\.\\.%s\\b.*".formatted(type.getName())))
                .map(type -> " fragment %1$s on %1$s { __typename %2$s }"
                        .formatted(type.getName(), String.join(" ", fields(type.getName()))))
                .collect(joining());
    }

    private List<String> fields(String type) {
        // Of the account of somebody else these are FORBIDDEN.
        var hidden = type.equals("Account") ? Set.of("version", "createdAt", "updatedAt") : Set.<String>of();
        return Objects.requireNonNull(source.schema().getObjectType(type)).getFieldDefinitions().stream()
                .filter(field -> isLeaf(unwrapAll(field.getType())) && !hidden.contains(field.getName()))
                .filter(field -> field.getArguments().stream().noneMatch(argument -> isNonNull(argument.getType())))
                .map(GraphQLFieldDefinition::getName)
                .toList();
    }
}
