package dev.daybook.graphql.errors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.daybook.support.RawAnswer;
import dev.daybook.support.Shop;
import dev.daybook.support.ShopTest;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.ResourceBundle;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.graphql.server.WebGraphQlInterceptor;
import org.springframework.graphql.server.WebGraphQlRequest;
import org.springframework.http.HttpHeaders;
import reactor.core.publisher.Mono;

/** Refusals of the engine have our codes and our sentences. */
@ShopTest
class RefusalTests {
    private static final String SECRET = "Tr0ub4dor-and-3";

    @Autowired
    Shop shop;

    @Autowired
    ErrorCodes errors;

    static Stream<Arguments> documents() {
        return Stream.of(
                arguments("{", "The document cannot be read from line 1, column 2 on"),
                arguments("hello", "The document cannot be read from line 1, column 1 on"),
                arguments("{ me { id } } }", "The document goes on behind its end, at line 1, column 15"),
                arguments("{ me { id } \u0000 }", "The document cannot be read from line 1, column 13 on"),
                arguments(
                        "{ product(by: {slug: \"\\ud800\"}) { id } }",
                        "There is half a character at line 1, column 22"),
                arguments(
                        "{ product(by: {slug: \"\\x\"}) { id } }",
                        "The document cannot be read from line 1, column 22 on"),
                arguments("{ nothing }", "'Query' has no field 'nothing'"),
                arguments("{ me(now: 1) { id } }", "The field has no argument 'now'"),
                arguments("{ me { id @nothing } }", "There is no directive @nothing"),
                arguments("query @skip(if: true) { me { id } }", "The directive @skip has no place here"),
                arguments("{ me { id @skip(unless: true, if: true) } }", "The directive has no argument 'unless'"),
                arguments("{ me { id @skip } }", "The argument 'if' of the directive is missing"),
                arguments("{ me { id @skip(if: true) @skip(if: true) } }", "The directive @skip is here twice"),
                arguments("{ me { ...nothing } }", "There is no fragment 'nothing'"),
                arguments("{ me { ... on Nothing { id } } }", "There is no type 'Nothing'"),
                arguments("{ me { ... on Money { amount } } }", "A fragment on 'Money' never fits 'User'"),
                arguments(
                        "{ me { ...m } } fragment m on Money { amount }",
                        "The fragment 'm' on 'Money' never fits 'User'"),
                arguments(
                        "{ me { ... on UserErrorCode { id } } }",
                        "A fragment can only be on an object, an interface or a union"),
                arguments("{ me { id } } fragment m on Money { amount }", "The fragment 'm' is not used"),
                arguments("{ me { ...u } } fragment u on User { ...u }", "A fragment cannot be within itself"),
                arguments(
                        "{ me { ...u } } fragment u on User { id } fragment u on User { id }",
                        "There are two fragments 'u'"),
                arguments("{ me { id } } { me { id } }", "An operation beside others needs a name"),
                arguments("query a { me { id } } query a { me { id } }", "There are two operations 'a'"),
                arguments(
                        "query a { me { id } } query b { me { id } }",
                        "There are several operations: name one as operationName"),
                arguments("{ me { id } } type Nothing { id: ID }", "A request cannot define the type 'Nothing'"),
                arguments("{ me { id } } schema { query: Query }", "A request cannot define a schema"),
                arguments("{ me { id } } directive @a on FIELD", "A request cannot define the directive @a"),
                arguments("{ me { id(a: $x) } }", "The variable 'x' is not defined"),
                arguments("query ($x: ID) { me { id } }", "The variable 'x' is not used"),
                arguments("query ($x: ID!, $x: ID!) { node(id: $x) { id } }", "There are two variables 'x'"),
                arguments(
                        "query ($x: User) { node(id: $x) { id } }",
                        "The variable 'x' cannot be a 'User', which is no type of input"),
                arguments(
                        "query ($x: Int!) { node(id: $x) { id } }",
                        "The variable 'x' is a 'Int!' where a 'ID!' belongs"),
                arguments(
                        "query ($x: Int = \"" + SECRET + "\") { users(first: $x) { totalCount } }",
                        "The default of a variable is no 'Int'"),
                arguments(
                        "{ apiInfo { a: name a: version } }",
                        "'apiInfo/a' stands for the fields 'name' and 'version' at once: give one an alias"),
                arguments(
                        "{ a: me { id } a: apiInfo { name } }",
                        "'a' could be null in one type and not in another: give one an alias"),
                arguments(
                        "{ users(first: 1) { totalCount } users(first: 2) { totalCount } }",
                        "'users' is asked for with different arguments at once: give one an alias"),
                arguments("{ node { id } }", "The argument 'id' is missing"),
                arguments("{ node(id: null) { id } }", "The argument 'id' must not be null"),
                arguments("{ node(id: 1, id: 2) { id } }", "There are two arguments 'id'"),
                arguments("{ me { id { a } } }", "'id' has no fields to select: its type is 'ID!'"),
                arguments("{ me }", "Select fields of 'me': its type is 'User'"),
                arguments(
                        "{ users(first: \"" + SECRET + "\") { totalCount } }",
                        "The argument 'first' is no 'Int'. Expected a literal of another kind"),
                arguments(
                        "{ users(first: 3000000000) { totalCount } }",
                        "The argument 'first' is no 'Int'. Expected an integer between -2147483648 and 2147483647"),
                arguments("{ node(id: 1.5) { id } }", "The argument 'id' is no 'ID'. Expected a string or an integer"),
                arguments("{ node(id: true) { id } }", "The argument 'id' is no 'ID'. Expected a string or an integer"),
                arguments(
                        "{ node(id: {a: 1}) { id } }", "The argument 'id' is no 'ID'. Expected a string or an integer"),
                arguments("{ node(id: [1]) { id } }", "The argument 'id' is no 'ID'. Expected a string or an integer"),
                arguments(
                        "{ users(orderBy: {field: NAM}) { totalCount } }",
                        "The argument 'orderBy.field' is no 'UserOrderField'. Expected one of the values of 'UserOrderField'"),
                arguments(
                        "{ users(orderBy: {field: \"USERNAME\"}) { totalCount } }",
                        "The argument 'orderBy.field' is no 'UserOrderField'. Expected a literal of another kind"),
                arguments("{ users(orderBy: 1) { totalCount } }", "The argument 'orderBy' must be an object"),
                arguments(
                        "mutation { createCategory(input: {}) { userErrors { code } } }",
                        "The argument 'input' lacks the fields [name]"),
                arguments(
                        "{ users(orderBy: {field: USERNAME, a: 1}) { totalCount } }",
                        "The argument 'orderBy' is a 'UserOrder', which has no field 'a'"),
                arguments(
                        "{ product(by: {slug: \"a\", sku: \"b\"}) { id } }",
                        "The argument 'by' must have exactly one field"),
                arguments(
                        "mutation { logIn(input: {login: \"ada\", password: [\"" + SECRET
                                + "\"]}) { userErrors { code } } }",
                        "The argument 'input.password' is no 'String'. Expected a literal of another kind"),
                arguments(
                        "mutation { logIn(input: {login: \"ada\", password: \"" + SECRET
                                + "\", a: 1}) { userErrors { code } } }",
                        "The argument 'input' is a 'LogInInput', which has no field 'a'"),
                arguments(
                        "mutation { logIn(input: \"" + SECRET + "\") { userErrors { code } } }",
                        "The argument 'input' must be an object"),
                arguments(
                        "mutation { logIn(input: {login: \"ada\" password: \"" + SECRET + "\" \"" + SECRET
                                + "\"}) { userErrors { code } } }",
                        "The document cannot be read from line 1, column 67 on"),
                arguments(
                        "subscription { a: stockChanged { id } b: stockChanged { id } }",
                        "A subscription has exactly one root field"),
                arguments("subscription { ...nothing }", "A subscription has exactly one root field"),
                arguments("subscription { ... on Query { me { id } } }", "A subscription has exactly one root field"),
                arguments("subscription { __typename }", "'__typename' cannot be subscribed to"),
                arguments(
                        "subscription { stockChanged @skip(if: true) { id } }",
                        "The root field of a subscription cannot have @skip"),
                arguments(
                        "subscription ($b: Boolean!) { stockChanged @include(if: $b) { id } }",
                        "The root field of a subscription cannot have @include"),
                arguments(
                        "subscription ($b: Boolean!) { ... @include(if: $b) { stockChanged { id } } }",
                        "The root field of a subscription cannot have @include"),
                arguments(
                        "subscription ($b: Boolean!) { ...s @skip(if: $b) } fragment s on Subscription { stockChanged { id } }",
                        "The root field of a subscription cannot have @skip"),
                arguments(
                        "query a { me { id } } subscription b($b: Boolean!) { stockChanged @include(if: $b) { id } }",
                        "The root field of a subscription cannot have @include"));
    }

    @ParameterizedTest
    @MethodSource("documents")
    void a_document_that_is_not_valid_is_refused_in_our_words_whatever_the_language(String document, String message) {
        var answer = RawAnswer.ask(shop.anonymous(), document, Map.of(), "Accept-Language", "de");
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.messages()).contains(message).allSatisfy(RefusalTests::isOurs);
        assertThat(answer.codes()).containsOnly("BAD_REQUEST");
        assertThat(answer.body().has("data")).isFalse();
    }

    static Stream<Arguments> variables() {
        var id = "query ($x: ID!) { node(id: $x) { id } }";
        var first = "query ($x: Int) { products(first: $x) { totalCount } }";
        var order = "query ($x: ProductOrder) { products(orderBy: $x) { totalCount } }";
        var logIn = "mutation ($x: LogInInput!) { logIn(input: $x) { userErrors { code } } }";
        var anId = "The variable 'x' is not valid: Expected a string or an integer";
        var anInt = "The variable 'x' is not valid: Expected an integer";
        return Stream.of(
                arguments(id, "null", "The variable 'x' must not be null: it is a 'ID!'"),
                arguments(id, "{\"a\":1}", anId),
                arguments(id, "[1]", anId),
                arguments(id, "1.5", anId),
                arguments(id, "true", anId),
                arguments(first, "\"1\"", anInt),
                arguments(first, "1.5", anInt),
                arguments(first, "true", anInt),
                arguments(first, "{}", anInt),
                arguments(first, "3000000000", anInt + " between -2147483648 and 2147483647"),
                arguments(order, "1", "The variable 'x' is not valid: Expected an object"),
                arguments(order, "[]", "The variable 'x' is not valid: Expected an object"),
                arguments(
                        order,
                        "{\"field\":null}",
                        "The variable 'x' is not valid: The field 'field' must not be null: it is a 'ProductOrderField!'"),
                arguments(
                        order,
                        "{\"field\":\"NAM\"}",
                        "The variable 'x' is not valid: Expected one of the values of 'ProductOrderField'"),
                arguments(
                        order,
                        "{\"field\":true}",
                        "The variable 'x' is not valid: Expected one of the values of 'ProductOrderField'"),
                arguments(order, "{\"field\":\"NAME\",\"a\":1}", "'ProductOrder' has no field 'a'"),
                arguments(
                        "query ($x: ProductIdentifier!) { product(by: $x) { id } }",
                        "{\"slug\":\"a\",\"sku\":\"b\"}",
                        "Exactly one field of 'ProductIdentifier' must be given"),
                arguments(
                        "query ($x: ProductIdentifier!) { product(by: $x) { id } }",
                        "{\"slug\":null}",
                        "The field 'ProductIdentifier.slug' must not be null"),
                arguments(
                        "query ($x: [ID!]!) { nodes(ids: $x) { id } }",
                        "[null]",
                        "The variable 'x' is not valid: A 'ID!' must not be null"),
                arguments(
                        "query ($x: ProductFilter) { products(filter: $x) { totalCount } }",
                        "{\"search\":5}",
                        "The variable 'x' is not valid: Expected a string"),
                arguments(
                        "query ($x: ProductFilter) { products(filter: $x) { totalCount } }",
                        "{\"price\":{\"min\":1.5}}",
                        "The variable 'x' is not valid: Expected an exact decimal such as \"79.99\""),
                arguments(
                        "query ($x: Boolean!) { apiInfo { name @skip(if: $x) } }",
                        "\"true\"",
                        "The variable 'x' is not valid: Expected true or false"),
                arguments(
                        "query ($x: Boolean!) { apiInfo { name @skip(if: $x) } }",
                        "1",
                        "The variable 'x' is not valid: Expected true or false"),
                arguments(
                        "query ($x: Boolean = false) { apiInfo { name @skip(if: $x) } }",
                        "null",
                        "The variable 'x' must not be null: @skip looks at it"),
                arguments(
                        "query ($x: Boolean = false) { apiInfo { ... @include(if: $x) { name } } }",
                        "null",
                        "The variable 'x' must not be null: @include looks at it"),
                arguments(
                        "query ($x: Boolean = false) { ...q } fragment q on Query { apiInfo @skip(if: $x) { name } }",
                        "null",
                        "The variable 'x' must not be null: @skip looks at it"),
                arguments(
                        logIn,
                        "{\"login\":\"ada\",\"password\":[\"" + SECRET + "\"]}",
                        "The variable 'x' is not valid: Expected a string"),
                arguments(logIn, "\"" + SECRET + "\"", "The variable 'x' is not valid: Expected an object"));
    }

    @ParameterizedTest
    @MethodSource("variables")
    void a_variable_of_another_type_is_refused_in_our_words_whatever_the_language(
            String document, String value, String message) {
        var answer = RawAnswer.post(
                shop.anonymous(),
                "{\"query\":\"%s\",\"variables\":{\"x\":%s}}".formatted(document, value),
                "Accept-Language",
                "de");
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.messages()).containsExactly(message).allSatisfy(RefusalTests::isOurs);
        assertThat(answer.codes()).containsExactly("BAD_REQUEST");
    }

    private static void isOurs(String message) {
        assertThat(message)
                .hasSizeLessThan(300)
                .doesNotContain("Validation error", "ANTLR", "Value{", "[usr]", "null null", SECRET)
                .doesNotContainPattern("[A-Z][a-z]+Value|Coerc|Undefin|\\bMap\\b");
    }

    @ParameterizedTest
    @CsvSource({
        "'', There are several operations: name one as operationName",
        "c, There is no operation of the name that operationName says"
    })
    void an_empty_operation_name_is_none(String name, String message) {
        var two = "{\"query\":\"query a { apiInfo { name } } query b { apiInfo { name } }\",\"operationName\":\"%s\"}";
        assertThat(RawAnswer.post(shop.anonymous(), two.formatted(name)).messages())
                .containsExactly(message);
        var one = "{\"query\":\"query a { apiInfo { name } }\",\"operationName\":\"\"}";
        assertThat(RawAnswer.post(shop.anonymous(), one)
                        .body()
                        .at("/data/apiInfo/name")
                        .asString())
                .isNotEmpty();
    }

    @Test
    void an_id_may_be_an_integer() {
        assertThat(RawAnswer.ask(
                                shop.anonymous(),
                                "query ($x: ID!) { a: node(id: $x) { id } b: node(id: 4) { id } }",
                                Map.of("x", 4))
                        .body()
                        .toString())
                .isEqualTo("{\"data\":{\"a\":null,\"b\":null}}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{ %s }",
                "{ node(id: 1) { %s } }",
                "query ($%1$s: ID) { me { id } }",
                "{ me { ...%s } }",
                "{ users(orderBy: {field: %s}) { totalCount } }"
            })
    void a_name_of_15000_characters_is_refused_and_not_repeated(String document) {
        var answer = RawAnswer.ask(shop.anonymous(), document.formatted("n".repeat(15_000)), Map.of());
        assertThat(answer.messages()).containsExactly("A name may have at most 100 characters, not 15000.");
        assertThat(answer.codes()).containsExactly("QUERY_TOO_COMPLEX");
    }

    @Test
    void an_operation_name_of_60000_characters_is_not_repeated() {
        var answer = RawAnswer.post(
                shop.anonymous(),
                "{\"query\":\"{ me { id } }\",\"operationName\":\"%s\"}".formatted("n ".repeat(30_000)));
        assertThat(answer.messages()).containsExactly("There is no operation of the name that operationName says");
    }

    @Test
    void introspection_in_circles_is_refused_in_our_words() {
        assertThat(RawAnswer.ask(
                                shop.anonymous(),
                                "{ __schema { types { fields { type { fields { name } } } } } }",
                                Map.of())
                        .messages())
                .containsExactly(
                        "Introspection must not go in circles: __schema, __type and, of a type, fields, inputFields,"
                                + " interfaces and possibleTypes may be asked for once each, at most 20 levels deep.");
    }

    @Test
    void an_unexpected_exception_is_answered_with_the_id_of_its_log_entry_alone() {
        var request = new WebGraphQlRequest(
                URI.create("/graphql"),
                new HttpHeaders(),
                null,
                null,
                Map.of(),
                Map.of("query", "{ me { id } }"),
                "1",
                null);
        var unexpected = new IllegalStateException(SECRET);
        List<WebGraphQlInterceptor.Chain> chains = List.of(_ -> Mono.error(unexpected), _ -> {
            throw unexpected;
        });
        for (var chain : chains) {
            var answer = Objects.requireNonNull(errors.intercept(request, chain).block());
            assertThat(answer.getErrors()).singleElement().satisfies(error -> {
                assertThat(error.getMessage()).isEqualTo("Something went wrong");
                assertThat(error.getExtensions())
                        .containsEntry("code", "INTERNAL")
                        .containsKey("id");
            });
            assertThat(answer.toMap().toString()).doesNotContain(SECRET);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"Validation", "Parsing", "Scalars", "Execution"})
    void every_sentence_of_the_engine_has_one_of_ours(String bundle) {
        var theirs = ResourceBundle.getBundle("i18n." + bundle, Locale.ROOT);
        var ours = ResourceBundle.getBundle("i18n." + bundle, EngineMessages.LOCALE);
        assertThat(ours.getLocale()).isEqualTo(EngineMessages.LOCALE);
        assertThat(theirs.keySet())
                .isNotEmpty()
                .allSatisfy(key -> assertThat(ours.getString(key)).isNotEqualTo(theirs.getString(key)));
    }
}
