package dev.daybook.benchmark;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.daybook.graphql.types.GlobalId;
import java.sql.Connection;
import java.util.List;
import java.util.UUID;
import java.util.random.RandomGenerator;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/** Requests of the workloads as they go over the line, each with other ids. */
final class GraphQlRequests {
    private static final String HEAD = """
            POST /graphql HTTP/1.1\r
            Host: localhost\r
            Content-Type: application/json\r
            """;
    private static final String PRODUCT = """
            {"query":"query P($sku:String!){product(by:{sku:$sku}){id name slug sku description price{amount} \
            stock{available} isActive:status category{id} createdAt updatedAt}}","variables":{"sku":\"""";
    private static final String ORDERS = """
            {"query":"query O($n:Int!){orders(first:$n){nodes{id number status total{amount} placedAt \
            user{id username email isActive} lines{quantity unitPrice{amount} lineTotal{amount} \
            product{id sku name slug price{amount} category{id name slug}}}}}}","variables":{"n":20}}""";
    private static final String PLACE_ORDER = """
            {"query":"mutation M($i:PlaceOrderInput!){placeOrder(input:$i){order{id number status total{amount} \
            user{id} placedAt lines{quantity unitPrice{amount} lineTotal{amount} product{id}}}}}",\
            "variables":{"i":{"userId":\"""";

    private final List<String> skus;
    private final List<String> products;
    private final List<String> customers;
    private final String anonymous;
    private final String staff;

    /** Reads which products and customers there are. */
    GraphQlRequests(Connection database, String staffToken) {
        var jdbc = JdbcClient.create(new SingleConnectionDataSource(database, true));
        skus = jdbc.sql("select sku from products order by sku")
                .query((row, _) -> row.getString(1))
                .list();
        products = ids(jdbc, "Product", "select id from products order by sku");
        customers = ids(jdbc, "User", "select id from users where role = 'CUSTOMER'");
        anonymous = HEAD + "Content-Length: ";
        staff = HEAD + "Authorization: Bearer " + staffToken + "\r\nContent-Length: ";
    }

    private static List<String> ids(JdbcClient jdbc, String type, String sql) {
        return jdbc.sql(sql)
                .query((row, _) -> new GlobalId(type, row.getObject(1, UUID.class)).toString())
                .list();
    }

    byte[] next(Workload workload, RandomGenerator random) {
        return switch (workload) {
            case W1 -> request(anonymous, PRODUCT + skus.get(anyButFirst(random)) + "\"}}");
            case W2 -> request(staff, ORDERS);
            case W3 -> {
                var first = anyButFirst(random);
                var second = first == products.size() - 1 ? 1 : first + 1;
                yield placeOrder(random, line(first, 1) + "," + line(second, 2));
            }
            case W4 -> placeOrder(random, line(0, 1));
            case W5 -> throw new IllegalArgumentException("A mix is no request");
        };
    }

    /** Returns what is in each answer to such a request. */
    static String expected(Workload workload) {
        return switch (workload) {
            case W1 -> "\"available\"";
            case W2 -> "\"number\"";
            case W3, W4 -> "\"total\"";
            case W5 -> throw new IllegalArgumentException("A mix has no answer");
        };
    }

    private int anyButFirst(RandomGenerator random) {
        return random.nextInt(1, products.size());
    }

    private String line(int product, int quantity) {
        return "{\"productId\":\"" + products.get(product) + "\",\"quantity\":" + quantity + "}";
    }

    private byte[] placeOrder(RandomGenerator random, String lines) {
        var customer = customers.get(random.nextInt(customers.size()));
        var key = new UUID(random.nextLong(), random.nextLong());
        return request(
                staff, PLACE_ORDER + customer + "\",\"idempotencyKey\":\"" + key + "\",\"lines\":[" + lines + "]}}}");
    }

    private static byte[] request(String head, String body) {
        return (head + body.length() + "\r\n\r\n" + body).getBytes(ISO_8859_1);
    }
}
