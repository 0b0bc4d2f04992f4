package dev.daybook.fuzz;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Requests that are wrong before they are GraphQL, and such as are right in an unusual way. */
final class HttpRequests {
    private static final String QUERY = "{\"query\":\"{ apiInfo { name } }\"}";

    private HttpRequests() {}

    static List<Request> requests() {
        var requests = new ArrayList<Request>();
        BODIES.forEach(body -> requests.add(Request.post(body)));
        for (var method : List.of("GET", "PUT", "DELETE", "PATCH", "HEAD", "OPTIONS", "TRACE", "PROPFIND", "post")) {
            requests.add(new Request(method, Map.of("Content-Type", Request.JSON), ""));
            requests.add(new Request(method, Map.of("Content-Type", Request.JSON), QUERY));
        }
        CONTENT_TYPES.forEach(type -> requests.add(Request.post(QUERY).with("Content-Type", type)));
        requests.add(new Request("POST", Map.of(), QUERY));
        requests.add(new Request("POST", Map.of(), ""));
        for (var body : List.of(QUERY, "{\"query\":\"{ nope }\"}", "{\"query\":\"{\"}", "null", "{", SUBSCRIPTION)) {
            ACCEPTED.forEach(accepted -> requests.add(Request.post(body).with("Accept", accepted)));
        }
        AUTHORIZATIONS.forEach(value -> requests.add(Request.post(QUERY).with("Authorization", value)));
        requests.add(Request.post(QUERY).with("Accept-Language", "de"));
        requests.add(Request.post("{\"query\":\"{ nope \"}").with("Accept-Language", "de-DE, fr;q=0.5"));
        requests.add(Request.post("{\"query\":\"{ products(first: \\\"x\\\") { nodes { id } } }\"}")
                .with("Accept-Language", "de"));
        requests.add(Request.post(QUERY).with("Content-Encoding", "gzip"));
        requests.add(Request.post(QUERY).with("Origin", "http://elsewhere.example"));
        requests.add(Request.post(QUERY).with("X-Forwarded-For", "x".repeat(2_000)));
        requests.add(Request.post(QUERY).with("traceparent", "00-zz-zz-zz"));
        return requests;
    }

    private static final String SUBSCRIPTION = "{\"query\":\"subscription { stockChanged(productIds: []) { id } }\"}";

    private static final List<String> BODIES = List.of(
            "",
            " ",
            "null",
            "true",
            "0",
            "\"query\"",
            "[]",
            "[" + QUERY + "]",
            "[null]",
            "{}",
            "{",
            "}",
            "{\"query\"}",
            "{\"query\":}",
            "{'query':'{ __typename }'}",
            "{\"query\":\"{ __typename }\",}",
            QUERY + QUERY,
            QUERY + "x",
            "\ufeff" + QUERY,
            "{\"query\":null}",
            "{\"query\":\"\"}",
            "{\"query\":\" \"}",
            "{\"query\":\"#\"}",
            "{\"query\":0}",
            "{\"query\":true}",
            "{\"query\":[\"{ __typename }\"]}",
            "{\"query\":{\"a\":1}}",
            "{\"query\":\"\\u0000\"}",
            "{\"query\":\"\\ud800\"}",
            "{\"query\":\"{ __typename }\",\"query\":\"{ apiInfo { name } }\"}",
            "{\"QUERY\":\"{ __typename }\"}",
            "{\"query\":\"{ __typename }\",\"operationName\":\"\"}",
            "{\"query\":\"{ __typename }\",\"operationName\":null}",
            "{\"query\":\"{ __typename }\",\"operationName\":0}",
            "{\"query\":\"{ __typename }\",\"operationName\":{}}",
            "{\"query\":\"{ __typename }\",\"operationName\":\"Nope\"}",
            "{\"query\":\"query A { __typename } query B { __typename }\"}",
            "{\"query\":\"query A { __typename } query B { __typename }\",\"operationName\":\"\"}",
            "{\"query\":\"query A { __typename } query A { __typename }\",\"operationName\":\"A\"}",
            "{\"query\":\"query A { __typename } subscription B { stockChanged @skip(if: true) { id } }\",\"operationName\":\"A\"}",
            "{\"query\":\"fragment F on Product { id }\"}",
            "{\"query\":\"type Product { id: ID }\"}",
            "{\"query\":\"{ __typename }\",\"variables\":0}",
            "{\"query\":\"{ __typename }\",\"variables\":\"\"}",
            "{\"query\":\"{ __typename }\",\"variables\":\"{}\"}",
            "{\"query\":\"{ __typename }\",\"variables\":[]}",
            "{\"query\":\"{ __typename }\",\"variables\":null}",
            "{\"query\":\"{ __typename }\",\"variables\":{\"\":null,\"a\":NaN}}",
            "{\"query\":\"{ __typename }\",\"variables\":{\"a\":1e999999999}}",
            "{\"query\":\"{ __typename }\",\"variables\":{\"a\":-1e-999999999}}",
            "{\"query\":\"{ __typename }\",\"variables\":{\"a\":" + "9".repeat(15_000) + "}}",
            "{\"query\":\"{ __typename }\",\"variables\":{\"a\":" + "[".repeat(2_000) + "]".repeat(2_000) + "}}",
            "{\"query\":\"{ __typename }\",\"variables\":{\"a\":" + "[".repeat(20_000),
            "{\"query\":\"{ __typename }\",\"variables\":{\"a\":[" + "{},".repeat(20_000) + "{}]}}",
            "{\"query\":\"{ __typename }\",\"variables\":{\"a\":\"" + "x".repeat(70_000) + "\"}}",
            "{\"query\":\"{ __typename }\",\"extensions\":0}",
            "{\"query\":\"{ __typename }\",\"extensions\":[]}",
            "{\"query\":\"{ __typename }\",\"extensions\":{\"a\":null}}",
            "{\"extensions\":{\"persistedQuery\":{\"version\":1,\"sha256Hash\":\"" + "0".repeat(64) + "\"}}}",
            "{\"extensions\":{\"persistedQuery\":0}}",
            "{\"query\":\"PersistedQueryMarker\",\"extensions\":{\"persistedQuery\":{\"sha256Hash\":null}}}",
            "{\"query\":\"{ products(first: " + "1".repeat(15_000) + ") { nodes { id } } }\"}",
            "{\"query\":\"{ " + "a ".repeat(8_000) + "}\"}",
            "{\"query\":\"" + "{ a ".repeat(1_000) + "\"}",
            "{\"query\":\"{ __typename " + "#\\n".repeat(3_000) + "}\"}",
            "{\"query\":\"{ " + "@a ".repeat(1_000) + "}\"}",
            "{\"query\":\"query($s: Boolean = false) { apiInfo { name @skip(if: $s) } }\",\"variables\":{\"s\":null}}",
            "{\"query\":\"query($s: Boolean = false) { apiInfo @include(if: $s) { name } }\",\"variables\":{\"s\":null}}",
            "{\"query\":\"query($s: Boolean!) { apiInfo @include(if: $s) { name } }\"}",
            "{\"query\":\"subscription { stockChanged(productIds: []) { id } }\"}",
            "{\"query\":\"subscription { stockChanged { id } }\"}",
            "{\"query\":\"subscription { a @skip(if: true) }\"}",
            "{\"query\":\"subscription { stockChanged @skip(if: true) { id } }\"}",
            "{\"query\":\"subscription($b: Boolean!) { stockChanged @include(if: $b) { id } }\"}",
            "{\"query\":\"subscription($b: Boolean = true) { ...F @include(if: $b) } fragment F on Subscription { stockChanged { id } }\",\"variables\":{\"b\":null}}",
            "{\"query\":\"subscription { a: stockChanged { id } b: stockChanged { id } }\"}",
            "{\"query\":\"subscription { __typename }\"}",
            "{\"query\":\"{ node(id: \\\"x\\\") { ...F } } fragment F on Node { ...F }\"}",
            "{\"query\":\"query($v: [ID!]!) { nodes(ids: $v) { id } }\",\"variables\":{\"v\":{\"a\":1}}}",
            "{\"query\":\"query($v: ID!) { node(id: $v) { id } }\",\"variables\":{\"v\":1.5}}",
            "{\"query\":\"query($v: ID!) { node(id: $v) { id } }\",\"variables\":{\"v\":true}}",
            "{\"query\":\"query($v: Product) { __typename }\"}",
            "{\"query\":\"query($v: Nope) { apiInfo { name(a: $v) } }\",\"variables\":{\"v\":1}}",
            "{\"query\":\"query($v: Int = $v) { products(first: $v) { nodes { id } } }\"}",
            "{\"query\":\"{ products(first: 1, first: 2) { nodes { id } } }\"}",
            "{\"query\":\"mutation { logIn(input: {login: \\\"a\\\", login: \\\"b\\\", password: \\\"c\\\"}) { userErrors { code } } }\"}",
            "{\"query\":\"{ __schema { types { fields { type { fields { type { fields { name } } } } } } } }\"}");

    private static final List<String> CONTENT_TYPES = List.of(
            "text/plain",
            "text/html",
            "application/x-www-form-urlencoded",
            "multipart/form-data",
            "multipart/form-data; boundary=x",
            "application/graphql",
            "application/graphql+json",
            "application/graphql-response+json",
            "application/xml",
            "application/json; charset=utf-8",
            "application/json; charset=utf-16",
            "application/json; charset=nope",
            "application/json;",
            "APPLICATION/JSON",
            "application/*",
            "*/*",
            "*",
            "json",
            "/");

    private static final List<String> ACCEPTED = List.of(
            "application/json",
            "application/graphql-response+json",
            "application/graphql-response+json, application/json;q=0.9",
            "*/*",
            "application/*",
            "text/html",
            "text/html,application/xhtml+xml,*/*;q=0.8",
            "text/plain",
            "image/png",
            "application/json;q=0",
            "application/json;q=x",
            "application/json; charset=utf-16",
            "text/event-stream;q=1, application/json;q=0.5",
            "nope",
            "/",
            ",");

    private static final List<String> AUTHORIZATIONS = List.of(
            "Bearer",
            "Bearer ",
            "Bearer x",
            "Bearer a.b.c",
            "Bearer " + "x".repeat(6_000),
            "Bearer a b",
            "bearer x",
            "Bearer eyJhbGciOiJub25lIn0.eyJzdWIiOiJ4In0.",
            "Basic YTpi",
            "Digest x",
            "x",
            "\"");
}
