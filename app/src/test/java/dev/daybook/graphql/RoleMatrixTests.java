package dev.daybook.graphql;

import static graphql.schema.GraphQLTypeUtil.simplePrint;
import static graphql.schema.GraphQLTypeUtil.unwrapAll;
import static graphql.schema.GraphQLTypeUtil.unwrapNonNull;
import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.daybook.support.Answers;
import dev.daybook.support.CatalogDriver;
import dev.daybook.support.Client;
import dev.daybook.support.HonestShopTest;
import dev.daybook.support.SecondLane;
import dev.daybook.support.Shop;
import dev.daybook.support.Sse;
import dev.daybook.users.Role;
import graphql.schema.GraphQLArgument;
import graphql.schema.GraphQLCompositeType;
import graphql.schema.GraphQLEnumType;
import graphql.schema.GraphQLFieldDefinition;
import graphql.schema.GraphQLInputObjectField;
import graphql.schema.GraphQLInputObjectType;
import graphql.schema.GraphQLList;
import graphql.schema.GraphQLNamedType;
import graphql.schema.GraphQLObjectType;
import graphql.schema.GraphQLSchema;
import graphql.schema.GraphQLType;
import graphql.schema.GraphQLTypeUtil;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.io.ClassPathResource;
import org.springframework.graphql.execution.GraphQlSource;
import org.springframework.graphql.test.tester.GraphQlTester.Response;

/**
 * Tests that access to fields follows {@code field-rules.txt}, which lists every root field, and every other field that
 * has a rule. The schema must state the same rules, and the shop must enforce them for every caller.
 */
@HonestShopTest
@SecondLane
@TestInstance(Lifecycle.PER_CLASS)
class RoleMatrixTests {
    private static final String ANYBODY = "ANYBODY";
    private static final String OWNER_OR_STAFF = "OWNER_OR_STAFF";
    private static final Set<String> ROOTS = Set.of("Query", "Mutation", "Subscription");
    private static final Map<String, String> RULES = written();

    /** Queries that reach an object of each type that has fields with rules; it is Ada's if it belongs to anybody. */
    private static final Map<String, String> WAYS = Map.of(
            "User", "query ($post: ID!) { post(by: {id: $post}) { author { %s } } }",
            "Stock", "query ($product: ID!) { product(by: {id: $product}) { stock { %s } } }",
            // Who has received money sees that it came from there.
            "Account", "query ($transfer: ID!) { node(id: $transfer) { ... on Transfer { from { %s } } } }");

    /** Queries that return no object that is private to another customer. */
    private static final Set<String> PRIVATE = Set.of("node", "nodes", "order", "post", "account");

    @Autowired
    Shop shop;

    @Autowired
    GraphQlSource source;

    private final Map<Caller, Scene> scenes = new EnumMap<>(Caller.class);
    private Client ada;

    private enum Caller {
        ANONYMOUS(null),
        CUSTOMER(Role.CUSTOMER),
        OTHER_CUSTOMER(Role.CUSTOMER),
        STAFF(Role.STAFF),
        ADMIN(Role.ADMIN);

        private final @Nullable Role role;

        Caller(@Nullable Role role) {
            this.role = role;
        }

        boolean mayUse(String rule) {
            return rule.equals(ANYBODY) || (role != null && role.includes(Role.valueOf(rule)));
        }

        boolean isOwnerOrStaff() {
            return this == CUSTOMER || (role != null && role.includes(Role.STAFF));
        }
    }

    @BeforeEach
    void ada_is_here() {
        ada = shop.newCustomer();
    }

    @Test
    void the_schema_has_the_rules_that_are_written_down() {
        var rules = rulesOf(source.schema()).entrySet();
        assertThat(rules)
                .filteredOn(rule -> !RULES.entrySet().contains(rule))
                .as("rules of the schema that field-rules.txt does not have")
                .isEmpty();
        assertThat(RULES.entrySet())
                .filteredOn(rule -> !rules.contains(rule))
                .as("rules of field-rules.txt that the schema does not have")
                .isEmpty();
    }

    static Stream<Arguments> rootFields() {
        return matrix(true);
    }

    @ParameterizedTest(name = "{0} by {1}")
    @MethodSource("rootFields")
    void a_root_field_is_open_to_the_role_that_it_needs_and_to_no_other(String field, Caller caller) throws Exception {
        var rule = Objects.requireNonNull(RULES.get(field));
        var client = client(caller);
        var ids = ids(caller, client);
        var operation = operation(field, ids);
        if (field.startsWith("Subscription.")) {
            assertHeard(field, operation, caller, client, ids.used());
            return;
        }
        var answer = client.run(operation.document(), operation.variables());
        var codes = Answers.codes(answer);
        if (!caller.mayUse(rule)) {
            assertThat(codes).containsExactly(caller == Caller.ANONYMOUS ? "UNAUTHENTICATED" : "FORBIDDEN");
        } else if (caller != Caller.OTHER_CUSTOMER) {
            assertThat(codes).isEmpty();
        } else {
            assertNothingOfAdas(field.substring(field.indexOf('.') + 1), answer, codes, ids.used());
        }
    }

    static Stream<Arguments> innerFields() {
        return matrix(false);
    }

    @ParameterizedTest(name = "{0} by {1}")
    @MethodSource("innerFields")
    void a_field_is_shown_to_whom_it_shall_be_shown_and_to_nobody_else(String field, Caller caller) {
        var rule = Objects.requireNonNull(RULES.get(field));
        var type = field.substring(0, field.indexOf('.'));
        var name = field.substring(type.length() + 1);
        var definition = source.schema().getObjectType(type).getFieldDefinition(name);
        var way = Objects.requireNonNull(WAYS.get(type), () -> "Say in WAYS how to reach a " + type);
        var scene = scenes.computeIfAbsent(caller, this::scene);
        var answer =
                scene.client().run(way.formatted(name + argumentsOf(definition) + figureOf(definition)), scene.ids());
        if (rule.equals(OWNER_OR_STAFF)) {
            assertThat(Answers.codes(answer)).isEmpty();
            assertThat(isNothing(innermost(answer))).as("hidden").isEqualTo(!caller.isOwnerOrStaff());
        } else {
            assertThat(Answers.codes(answer))
                    .isEqualTo(
                            caller.mayUse(rule)
                                    ? List.of()
                                    : List.of(caller == Caller.ANONYMOUS ? "UNAUTHENTICATED" : "FORBIDDEN"));
        }
    }

    /** Something of Ada's for each field to show, which looking at it does not change, and somebody who looks. */
    private record Scene(Client client, Map<String, String> ids) {}

    private Scene scene(Caller caller) {
        var name = ada.run("{ me { username } }")
                .path("me.username")
                .entity(String.class)
                .get();
        // So that there is a time of it.
        shop.anonymous().logIn(name, Shop.PASSWORD);
        var product = shop.newProduct(10);
        ada.newOrder(product);
        var client = client(caller);
        var transfer = adaSendsMoneyTo(client);
        await().until(() -> ada.run("{ me { unreadNotificationCount } }")
                        .path("me.unreadNotificationCount")
                        .entity(Integer.class)
                        .get()
                > 0);
        return new Scene(
                client, Map.of("post", ada.newPost(shop.unique("post")), "product", product, "transfer", transfer));
    }

    private static Stream<Arguments> matrix(boolean roots) {
        return RULES.keySet().stream()
                .filter(field -> ROOTS.contains(field.substring(0, field.indexOf('.'))) == roots)
                .flatMap(field -> Stream.of(Caller.values()).map(caller -> Arguments.of(field, caller)));
    }

    /** Asserts that a permitted subscriber receives the next event, and any other the code of the refusal. */
    private void assertHeard(String field, Operation operation, Caller caller, Client client, Set<String> named)
            throws Exception {
        try (var subscription = Sse.subscribe(client, operation.document(), operation.variables())) {
            if (caller == Caller.OTHER_CUSTOMER && named.contains("orderId")) {
                assertThat(subscription.nextCode()).isEqualTo("BAD_REQUEST");
            } else if (caller.mayUse(Objects.requireNonNull(RULES.get(field)))) {
                var fire = Objects.requireNonNull(
                        fires(client).get(field), () -> "Say in fires() what " + field + " tells of");
                await().until(() -> {
                    fire.run();
                    return subscription.waiting() > 0;
                });
                assertThat(subscription.nextCode()).isNull();
            } else {
                assertThat(subscription.nextCode())
                        .isEqualTo(caller == Caller.ANONYMOUS ? "UNAUTHENTICATED" : "FORBIDDEN");
            }
        }
    }

    private Map<String, Runnable> fires(Client listener) {
        return Map.of(
                "Subscription.stockChanged", () -> shop.newProduct(1),
                "Subscription.orderPlaced", () -> ada.newOrder(shop.newProduct(1)),
                "Subscription.notificationReceived", () -> listener.newOrder(shop.newProduct(1)),
                "Subscription.domainEvents", () -> shop.newProduct(1),
                "Subscription.projectionRunProgress",
                        () -> {
                            // It says how the run is before it goes on.
                        },
                "Subscription.orderUpdated",
                        () -> {
                            // It says how the order is before anything happens to it.
                        });
    }

    /** Sends money to the receiver, or to another customer if the receiver is anonymous and so has no account. */
    private String adaSendsMoneyTo(Client receiver) {
        var account = shop.newAccount(ada, "10.00");
        var to = shop.newAccount(receiver.accessToken() == null ? shop.newCustomer() : receiver, "0");
        return ada.mutate(
                        "transferFunds",
                        Map.of(
                                "fromAccountId",
                                account,
                                "toAccountId",
                                to,
                                "amount",
                                CatalogDriver.euros("1.00"),
                                "idempotencyKey",
                                "lunch"),
                        "transfer { id }")
                .path("transferFunds.transfer.id")
                .entity(String.class)
                .get();
    }

    /** Customers who name what is Ada's are refused, or see nothing. */
    private static void assertNothingOfAdas(String field, Response answer, List<String> codes, Set<String> named) {
        if (PRIVATE.contains(field)) {
            assertThat(codes).isEmpty();
            assertThat(String.valueOf(innermost(answer))).isIn("null", "[null]");
        } else if (named.stream().anyMatch(Set.of("userId", "orderId", "postId", "fromAccountId")::contains)) {
            if (codes.isEmpty()) {
                assertThat(Answers.userErrors(answer, field)).allMatch(error -> error.startsWith("NOT_FOUND"));
                assertThat(Answers.userErrors(answer, field)).isNotEmpty();
            } else {
                assertThat(codes).containsExactly("FORBIDDEN");
            }
        } else {
            assertThat(codes).isEmpty();
        }
    }

    private Client client(Caller caller) {
        return switch (caller) {
            case ANONYMOUS -> shop.anonymous();
            case CUSTOMER -> ada;
            default -> shop.newUser(Objects.requireNonNull(caller.role));
        };
    }

    /** Returns values of id arguments. Staff act on themselves, so that no case changes other users of this test. */
    private Ids ids(Caller caller, Client client) {
        var user = caller.isOwnerOrStaff() ? client : ada;
        return new Ids(
                new HashMap<>(Map.of(
                        "userId", user::myId,
                        "user", user::myId,
                        "node", ada::myId,
                        "nodes", ada::myId,
                        "postId", () -> ada.newDraft(shop.unique("draft")),
                        "post", () -> ada.newDraft(shop.unique("draft")),
                        "orderId", () -> ada.newOrder(shop.newProduct(10)),
                        "order", () -> ada.newOrder(shop.newProduct(10)),
                        "productId", () -> shop.newProduct(10),
                        "product", () -> shop.newProduct(10))),
                Map.of(
                        "account", () -> shop.newAccount(ada, "0"),
                        "accountId", () -> shop.newAccount(ada, "0"),
                        "fromAccountId", () -> shop.newAccount(ada, "10.00"),
                        "toAccountId", () -> shop.newAccount(ada, "0"),
                        "runId", this::aRun));
    }

    /** Verifies the projection that no other test uses, and returns the id of the run. */
    private String aRun() {
        var name = shop.staff()
                .run("{ projections { name } }")
                .path("projections[*].name")
                .entityList(String.class)
                .get()
                .getLast();
        return await().until(
                        () -> {
                            var answer = shop.admin().mutate("verifyProjection", Map.of("name", name), "run { id }");
                            return Answers.userErrors(answer, "verifyProjection")
                                            .isEmpty()
                                    ? answer.path("verifyProjection.run.id")
                                            .entity(String.class)
                                            .get()
                                    : "";
                        },
                        id -> !id.isEmpty());
    }

    private record Ids(Map<String, Supplier<String>> values, Set<String> used) {
        Ids(Map<String, Supplier<String>> values, Map<String, Supplier<String>> more) {
            this(values, new HashSet<>());
            values.putAll(more);
        }

        /** By the name of the argument, or of the whole field when the argument is just called id. */
        String named(String argument, String field) {
            var name = Set.of("id", "ids").contains(argument) ? field : argument;
            used.add(name);
            return values.getOrDefault(name, () -> "nothing-of-that-kind").get();
        }
    }

    private record Operation(String document, Map<String, Object> variables) {}

    /** Asks for a field with the least input that is valid for its types. */
    private Operation operation(String coordinates, Ids ids) {
        var root = coordinates.substring(0, coordinates.indexOf('.'));
        var name = coordinates.substring(root.length() + 1);
        var field = source.schema().getObjectType(root).getFieldDefinition(name);
        var arguments = field.getArguments().stream()
                .filter(argument -> GraphQLTypeUtil.isNonNull(argument.getType()) && !argument.hasSetDefaultValue())
                .toList();
        var variables = arguments.stream()
                .collect(toMap(
                        GraphQLArgument::getName,
                        argument -> value(argument.getType(), argument.getName(), name, ids)));
        var document = "%s %s { %s%s%s }"
                .formatted(
                        root.toLowerCase(Locale.ROOT),
                        list(
                                arguments,
                                argument -> "$%s: %s".formatted(argument.getName(), simplePrint(argument.getType()))),
                        name,
                        list(arguments, argument -> "%1$s: $%1$s".formatted(argument.getName())),
                        selectionOf(field));
        return new Operation(document, variables);
    }

    private static String list(List<GraphQLArgument> arguments, Function<GraphQLArgument, String> one) {
        return arguments.isEmpty() ? "" : arguments.stream().map(one).collect(joining(", ", "(", ")"));
    }

    private static Object value(GraphQLType type, String name, String field, Ids ids) {
        return switch (unwrapNonNull(type)) {
            case GraphQLList list -> List.of(value(list.getWrappedType(), name, field, ids));
            case GraphQLEnumType constants -> constants.getValues().getFirst().getName();
            case GraphQLInputObjectType input
            when input.isOneOf() -> {
                var first = input.getFields().getFirst().getName();
                yield Map.of(first, ids.named(first, field));
            }
            case GraphQLInputObjectType input ->
                input.getFields().stream()
                        .filter(part -> GraphQLTypeUtil.isNonNull(part.getType()) && !part.hasSetDefaultValue())
                        .collect(toMap(
                                GraphQLInputObjectField::getName,
                                part -> value(part.getType(), part.getName(), field, ids)));
            case GraphQLNamedType scalar -> scalarValue(scalar.getName(), name, field, ids);
            default -> throw new IllegalArgumentException(type.toString());
        };
    }

    private static Object scalarValue(String scalar, String name, String field, Ids ids) {
        return switch (scalar) {
            case "ID" -> ids.named(name, field);
            case "String" -> "x";
            case "Int", "Long" -> 3650;
            case "Boolean" -> false;
            case "Decimal" -> "1.00";
            case "CurrencyCode" -> "EUR";
            case "DateTime" -> "2026-01-31T10:15:30Z";
            case "IdempotencyKey" -> UUID.randomUUID().toString();
            default -> throw new IllegalArgumentException("Say here what a " + scalar + " looks like");
        };
    }

    private static String selectionOf(GraphQLFieldDefinition field) {
        if (!(unwrapAll(field.getType()) instanceof GraphQLObjectType type)) {
            return unwrapAll(field.getType()) instanceof GraphQLCompositeType ? " { __typename }" : "";
        }
        return type.getFieldDefinition("userErrors") == null ? " { __typename }" : " { userErrors { code field } }";
    }

    private static String argumentsOf(GraphQLFieldDefinition field) {
        return list(
                field.getArguments().stream()
                        .filter(argument ->
                                GraphQLTypeUtil.isNonNull(argument.getType()) && !argument.hasSetDefaultValue())
                        .toList(),
                argument -> "%s: \"2126-01-31T10:15:30Z\"".formatted(argument.getName()));
    }

    /** Returns the selection that tells whether a field of an object type is empty. */
    private static String figureOf(GraphQLFieldDefinition field) {
        return unwrapAll(field.getType()) instanceof GraphQLObjectType type
                ? type.getFieldDefinition("totalCount") == null ? " { __typename }" : " { totalCount }"
                : "";
    }

    private static @Nullable Object innermost(Response answer) {
        Object value = answer.path("").entity(Map.class).get();
        while (value instanceof Map<?, ?> map) {
            value = map.values().iterator().next();
        }
        return value;
    }

    private static boolean isNothing(@Nullable Object value) {
        return value == null || value.equals(0) || value.equals(List.of());
    }

    private static Map<String, String> rulesOf(GraphQLSchema schema) {
        var rules = new TreeMap<String, String>();
        for (var type : schema.getAllTypesAsList()) {
            if (type instanceof GraphQLObjectType object && !object.getName().startsWith("__")) {
                for (var field : object.getFieldDefinitions()) {
                    var rule = ruleOf(field);
                    if (ROOTS.contains(object.getName()) || !rule.equals(ANYBODY)) {
                        rules.put(object.getName() + "." + field.getName(), rule);
                    }
                }
            }
        }
        return rules;
    }

    private static String ruleOf(GraphQLFieldDefinition field) {
        var role = field.getAppliedDirective("requiresRole");
        if (role != null) {
            return String.valueOf(role.getArgument("role").<Object>getValue());
        }
        return field.hasAppliedDirective("ownerOrStaff") ? OWNER_OR_STAFF : ANYBODY;
    }

    private static Map<String, String> written() {
        try {
            return new ClassPathResource("field-rules.txt")
                    .getContentAsString(StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .map(line -> line.split("\\s+"))
                    .collect(toMap(words -> words[0], words -> words[1], (one, _) -> one, TreeMap::new));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
