package dev.daybook.graphql.ordering;

import static dev.daybook.support.AccountDriver.money;
import static dev.daybook.support.Answers.codes;
import static dev.daybook.support.Answers.userErrors;
import static dev.daybook.support.Concurrently.atOnce;
import static dev.daybook.support.OrderDriver.placeAt;
import static java.util.Comparator.comparing;
import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.daybook.graphql.types.GlobalId;
import dev.daybook.support.Client;
import dev.daybook.support.OrderDriver;
import dev.daybook.support.Shop;
import dev.daybook.support.ShopTest;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.graphql.test.tester.GraphQlTester.Response;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * O8 and O9: what the shop says that it has taken is what its log says. Other tests order too: here each looks at a year
 * or a currency of its own.
 */
@ShopTest
class OrderStatsTests {
    private static final String STATS = """
            totalOrders totalRevenue { amount currencyCode } netPaid { amount currencyCode }
            averageOrderValue { amount currencyCode } byStatus { status count }""";
    private static final String OF_PERIOD = """
            query ($period: DateTimeRange, $currency: CurrencyCode) {
              orderStats(period: $period, currencyCode: $currency) { %s } }""".formatted(STATS);
    private static final String TOP = """
            query ($first: Int!, $currency: CurrencyCode) { topSpenders(first: $first, currencyCode: $currency) {
              user { id } orderCount totalSpent { amount currencyCode } } }""";
    private static final List<String> STATUSES = List.of("PENDING", "CONFIRMED", "SHIPPED", "DELIVERED", "CANCELLED");

    @Autowired
    Shop shop;

    @Autowired
    JdbcClient jdbc;

    private Client ada;
    private Client bob;

    @BeforeEach
    void open() {
        ada = shop.newCustomer();
        bob = shop.newCustomer();
    }

    @Test
    void every_filter_of_time_takes_the_whole_range() {
        var order = placeAt(new Year(2005).day(10), ada, product("10.00", "SEK"));
        var whole = Map.of("from", "0001-01-01T00:00:00.0000001Z", "to", "9999-12-31T23:59:59.9999999Z");
        shop.staff()
                .run("""
                query ($id: ID!, $whole: DateTimeRange!, $end: DateTime!) {
                  orders(filter: {placedAt: $whole}, first: 1) { nodes { id } }
                  users(filter: {createdAt: $whole}, first: 1) { nodes { id } }
                  events(filter: {occurredAt: $whole}, first: 1) { nodes { id } }
                  orderStats(period: $whole) { totalOrders }
                  userStats(period: $whole) { registeredInPeriod }
                  order(by: {id: $id}, asOf: $end) { id }
                  then: order(by: {id: $id}, asOf: "9999-12-31T23:59:59.9999999Z") { id }
                  before: order(by: {id: $id}, asOf: "0001-01-01T00:00:00.000000000001Z") { id } }""", Map.of("id", order, "whole", whole, "end", "9999-12-31T23:59:59.9999999999999Z"))
                .path("orders.nodes")
                .entityList(Object.class)
                .hasSize(1)
                .path("users.nodes")
                .entityList(Object.class)
                .hasSize(1)
                .path("events.nodes")
                .entityList(Object.class)
                .hasSize(1)
                .path("orderStats.totalOrders")
                .entity(Integer.class)
                .matches(orders -> orders > 0)
                .path("order.id")
                .entity(String.class)
                .isEqualTo(order)
                .path("then.id")
                .entity(String.class)
                .isEqualTo(order)
                .path("before")
                .valueIsNull();
    }

    @Test
    void revenue_leaves_out_cancelled_orders_and_net_leaves_out_refunds() {
        var year = new Year(2004);
        var ten = product("10.00", "SEK");
        var delivered = placeAt(year.day(10), ada, ten);
        pay(delivered, "10.00", "SEK");
        act("shipOrder", delivered, Map.of());
        act("deliverOrder", delivered, Map.of());
        var torn = placeAt(year.day(11), bob, ten);
        pay(torn, "10.00", "SEK");
        act("refundOrder", torn, Map.of("amount", money("2.50", "SEK"), "reason", "torn"));
        placeAt(year.day(10), ada, product("10.01", "SEK"));
        act("cancelOrder", placeAt(year.day(12), ada, product("99.00", "SEK")), Map.of());
        var returned = placeAt(year.day(300), bob, product("50.00", "SEK"));
        pay(returned, "50.00", "SEK");
        act("cancelOrder", returned, Map.of());

        var stats = stats(year.whole(), null);

        assertThat(stats)
                .isEqualTo(new Stats(
                        5,
                        sek("30.01"),
                        sek("17.50"),
                        sek("10.00"),
                        List.of(
                                new Count("PENDING", 1),
                                new Count("CONFIRMED", 1),
                                new Count("SHIPPED", 0),
                                new Count("DELIVERED", 1),
                                new Count("CANCELLED", 2))));
        var log = log();
        assertThat(recounted(log, year::has, null)).isEqualTo(stats);
        for (var client : List.of(ada, bob)) {
            var recounted = recounted(log, order -> order.isOf(client), null);
            assertThat(ofUser(client)).isEqualTo(recounted);
            client.run("{ me { orderStats { %s } } }".formatted(STATS))
                    .path("me.orderStats")
                    .entity(Stats.class)
                    .isEqualTo(recounted);
        }
    }

    @Test
    void the_average_is_rounded_half_up_and_there_is_none_of_nothing() {
        var year = new Year(2006);
        placeAt(year.day(1), ada, product("10.00", "NOK"));
        placeAt(year.day(2), ada, product("10.01", "NOK"));
        assertThat(stats(year.whole(), null).averageOrderValue()).isEqualTo(new Amount("10.01", "NOK"));

        var cancelled = placeAt(year.day(100), ada, product("5.00", "NOK"));
        act("cancelOrder", cancelled, Map.of());
        var stats = stats(new Period(year.day(100), year.day(101)), null);
        assertThat(stats.totalOrders()).isEqualTo(1);
        assertThat(stats.totalRevenue()).isEqualTo(new Amount("0.00", "NOK"));
        assertThat(stats.averageOrderValue()).isNull();
    }

    @Test
    void figures_without_orders_are_zero() {
        var zeros = STATUSES.stream().map(status -> new Count(status, 0)).toList();
        var nothing = new Amount("0.00", "EUR");
        assertThat(stats(new Year(2001).whole(), null)).isEqualTo(new Stats(0, nothing, nothing, null, zeros));
        assertThat(ofUser(ada)).isEqualTo(new Stats(0, nothing, nothing, null, zeros));
        assertThat(stats(new Year(2001).whole(), "CHF").netPaid()).isEqualTo(new Amount("0.00", "CHF"));
    }

    @Test
    void a_period_begins_with_its_first_moment_and_ends_before_its_last() {
        var micro = Duration.ofNanos(1_000);
        var year = new Year(2008);
        var product = product("1.00", "DKK");
        var midnight = year.day(70);
        var nextMidnight = year.day(71);
        var noon = year.day(72).plus(Duration.ofHours(12));
        Stream.of(midnight, nextMidnight.minus(micro), nextMidnight, noon).forEach(at -> placeAt(at, ada, product));

        assertThat(ordersIn(midnight, nextMidnight)).isEqualTo(2);
        assertThat(ordersIn(midnight.plus(micro), nextMidnight)).isEqualTo(1);
        assertThat(ordersIn(midnight, nextMidnight.minus(micro))).isEqualTo(1);
        assertThat(ordersIn(midnight, nextMidnight.plus(micro))).isEqualTo(3);
        assertThat(ordersIn(nextMidnight, nextMidnight.plus(micro))).isEqualTo(1);
        assertThat(ordersIn(midnight.minus(Duration.ofHours(12)), noon)).isEqualTo(3);
        assertThat(ordersIn(midnight.minus(Duration.ofHours(12)), noon.plus(micro)))
                .isEqualTo(4);
        assertThat(ordersIn(noon.minus(micro), noon)).isZero();
        assertThat(ordersIn(noon, noon.plus(micro))).isEqualTo(1);
        assertThat(ordersIn(noon, noon)).isZero();
        assertThat(ordersIn(midnight, midnight)).isZero();
        assertThat(ordersIn(noon, midnight)).isZero();
        var log = log();
        assertThat(stats(new Period(noon, null), "DKK"))
                .isEqualTo(recounted(log, order -> !order.placedAt().isBefore(noon), "DKK"));
        assertThat(stats(new Period(null, noon), "DKK"))
                .isEqualTo(recounted(log, order -> order.placedAt().isBefore(noon), "DKK"));
        assertThat(stats(new Period(null, null), "DKK")).isEqualTo(recounted(log, _ -> true, "DKK"));
    }

    @Test
    void figures_of_any_period_equal_the_log() {
        var year = new Year(2010);
        var random = new Random(1842);
        var products = List.of(product("1.00", "PLN"), product("2.10", "PLN"), product("3.33", "HUF"));
        for (int i = 0; i < 20; i++) {
            var order = placeAt(moment(year, random), i % 3 == 0 ? ada : bob, products.get(random.nextInt(3)));
            if (i % 5 == 0) {
                act("cancelOrder", order, Map.of());
            } else if (i % 5 == 1) {
                act("confirmOrder", order, Map.of());
            }
        }
        placeAt(year.day(2), ada, products.getFirst());
        placeAt(year.day(3).minusNanos(1_000), ada, products.getFirst());
        var log = log();
        for (int i = 0; i < 40; i++) {
            var one = moment(year, random);
            var other = i % 4 == 0 ? year.day(random.nextInt(6)) : moment(year, random);
            var period = one.isBefore(other) ? new Period(one, other) : new Period(other, one);
            for (var currency : i % 2 == 0 ? List.of("PLN") : List.of("HUF", "EUR")) {
                assertThat(stats(period, currency)).as("%s", period).isEqualTo(recounted(log, period::has, currency));
            }
        }
        assertThat(stats(year.whole(), null)).isEqualTo(recounted(log, year::has, null));
        var now = Instant.now();
        for (int i = 0; i < 10; i++) {
            var period = new Period(
                    now.minusSeconds(random.nextInt(3 * 86_400)), now.plusSeconds(random.nextInt(2 * 86_400) - 30));
            assertThat(stats(period, null)).as("%s", period).isEqualTo(recounted(log, period::has, null));
        }
    }

    @Test
    void figures_of_all_time_equal_the_log() {
        placeAt(Instant.now(), ada, product("12.00", "CZK"));
        var log = log();
        assertThat(stats(null, null)).isEqualTo(recounted(log, _ -> true, null));
        assertThat(stats(null, "CZK")).isEqualTo(recounted(log, _ -> true, "CZK"));
    }

    @Test
    void a_users_figures_are_in_the_currency_of_most_of_their_orders() {
        var year = new Year(2012);
        var rand = product("100.00", "ZAR");
        var peso = product("1.00", "MXN");
        placeAt(year.day(1), ada, rand);
        placeAt(year.day(1), ada, peso);
        placeAt(year.day(2), ada, peso);
        var stats = ofUser(ada);
        assertThat(stats.totalOrders()).as("of all currencies").isEqualTo(3);
        assertThat(stats.totalRevenue()).isEqualTo(new Amount("2.00", "MXN"));
        assertThat(stats.averageOrderValue()).isEqualTo(new Amount("1.00", "MXN"));
        assertThat(stats(year.whole(), null)).isEqualTo(stats);
        assertThat(stats(year.whole(), "ZAR").totalRevenue()).isEqualTo(new Amount("100.00", "ZAR"));
        assertThat(stats(year.whole(), "ZAR").totalOrders()).isEqualTo(3);
    }

    @Test
    void top_spenders_are_ranked_by_spending_and_include_erased_customers() {
        var dora = shop.newCustomer();
        var carol = shop.newCustomer();
        var edsger = shop.newCustomer();
        var ten = product("10.00", "NIO");
        Stream.of(ada, ada, ada, bob, bob, carol, carol, dora, dora).forEach(client -> client.newOrder(ten));
        dora.newOrder(product("5.00", "NIO"));
        act("cancelOrder", bob.newOrder(product("100.00", "NIO")), Map.of());
        act("cancelOrder", edsger.newOrder(ten), Map.of());
        edsger.newOrder(product("1000.00", "TRY"));
        var torn = ada.newOrder(product("1.00", "NIO"));
        pay(torn, "1.00", "NIO");
        act("refundOrder", torn, Map.of("reason", "torn"));
        var doraId = dora.myId();
        var before = ofUser(dora);
        erase(doraId);

        var top = top(100, "NIO");

        assertThat(top)
                .extracting(Spender::orderCount, spender -> spender.totalSpent().amount())
                .containsExactly(tuple(4, "31.00"), tuple(3, "25.00"), tuple(2, "20.00"), tuple(2, "20.00"));
        assertThat(top.getFirst().user()).isEqualTo(new Named(ada.myId()));
        assertThat(top.get(1).user()).as("erased").isNull();
        assertThat(top.subList(2, 4))
                .extracting(Spender::user)
                .containsExactlyInAnyOrder(new Named(bob.myId()), new Named(carol.myId()));
        assertThat(top(2, "NIO")).isEqualTo(top.subList(0, 2));
        assertThat(ofUser(doraId)).isEqualTo(before);
        var log = log();
        assertThat(top).isEqualTo(topOf(log, 100, "NIO"));
        assertThat(top(100, null)).isEqualTo(topOf(log, 100, mostUsed(log)));
        assertThat(top(10, null)).isEqualTo(topOf(log, 10, mostUsed(log)));
    }

    @Test
    void an_impossible_argument_is_a_bad_request() {
        for (int first : List.of(-1, 0, 101)) {
            assertThat(codes(shop.staff().run(TOP, Map.of("first", first)))).containsExactly("BAD_REQUEST");
        }
        for (var currency : List.of("ZZZ", "eur", "EURO")) {
            assertThat(codes(shop.staff().run(TOP, Map.of("first", 1, "currency", currency))))
                    .containsExactly("BAD_REQUEST");
            assertThat(codes(shop.staff().run(OF_PERIOD, Map.of("currency", currency))))
                    .containsExactly("BAD_REQUEST");
        }
        assertThat(codes(ada.run(OF_PERIOD))).containsExactly("FORBIDDEN");
        assertThat(codes(ada.run(TOP, Map.of("first", 1)))).containsExactly("FORBIDDEN");
    }

    @Test
    void every_row_of_the_figures_is_right_however_many_orders_change_at_once() throws Exception {
        var product = product("2.00", "THB");
        var outcomes = atOnce(40, i -> {
            var order = (i % 4 == 0 ? bob : ada).newOrder(product);
            if (i % 2 == 0) {
                act("cancelOrder", order, Map.of());
            } else if (i % 3 == 0) {
                pay(order, "2.00", "THB");
            }
            return order;
        });
        assertThat(outcomes).hasSize(40).doesNotHaveDuplicates();
        assertThat(jdbc.sql("""
                with counts as (
                    select customer_id, null::timestamptz as day, null as part, currency, status, total_amount,
                        paid_amount, refunded_amount from orders
                    union all
                    select null, date_trunc('day', placed_at, 'UTC'), shard_of(id, placed_at), currency, status, total_amount,
                        paid_amount, refunded_amount from orders),
                counted as (
                    select customer_id, day, currency,
                        count(*) filter (where status = 'PENDING') as pending,
                        count(*) filter (where status = 'CONFIRMED') as confirmed,
                        count(*) filter (where status = 'SHIPPED') as shipped,
                        count(*) filter (where status = 'DELIVERED') as delivered,
                        count(*) filter (where status = 'CANCELLED') as cancelled,
                        coalesce(sum(total_amount) filter (where status <> 'CANCELLED'), 0) as revenue_amount,
                        sum(paid_amount) as paid_amount, sum(refunded_amount) as refunded_amount
                    from counts group by customer_id, day, part, currency),
                projected as (
                    select customer_id, day, currency, pending, confirmed, shipped, delivered, cancelled,
                        revenue_amount, paid_amount, refunded_amount from order_figures)
                (select 'wrong', * from (select * from projected except all select * from counted) as wrong)
                union all
                (select 'missing', * from (select * from counted except all select * from projected) as missing)""").query().listOfRows()).isEmpty();
    }

    private record Amount(String amount, String currencyCode) {
        static Amount of(BigDecimal amount, String currency) {
            return new Amount(amount.setScale(2, RoundingMode.UNNECESSARY).toPlainString(), currency);
        }
    }

    private record Count(String status, int count) {}

    private record Stats(
            int totalOrders,
            Amount totalRevenue,
            Amount netPaid,
            @Nullable Amount averageOrderValue,
            List<Count> byStatus) {}

    private record Named(String id) {}

    private record Spender(@Nullable Named user, int orderCount, Amount totalSpent) {}

    private record Period(@Nullable Instant from, @Nullable Instant to) {
        boolean has(Ordered order) {
            return (from == null || !order.placedAt().isBefore(from))
                    && (to == null || order.placedAt().isBefore(to));
        }

        Map<String, String> input() {
            var input = new HashMap<String, String>();
            if (from != null) {
                input.put("from", from.toString());
            }
            if (to != null) {
                input.put("to", to.toString());
            }
            return input;
        }
    }

    /** A year in which no other test has anything ordered. */
    private record Year(int number) {
        Instant day(int days) {
            return Instant.parse(number + "-01-01T00:00:00Z").plus(Duration.ofDays(days));
        }

        Period whole() {
            return new Period(day(0), new Year(number + 1).day(0));
        }

        boolean has(Ordered order) {
            return whole().has(order);
        }
    }

    /** An order as the events tell of it. */
    private record Ordered(
            UUID customer,
            Instant placedAt,
            String currency,
            String status,
            BigDecimal total,
            BigDecimal paid,
            BigDecimal refunded) {
        static Ordered placed(JsonNode event, Instant at) {
            return new Ordered(
                    UUID.fromString(event.at("/customer").asString()),
                    at,
                    event.at("/total/currency").asString(),
                    "PENDING",
                    amount(event, "/total/amount"),
                    BigDecimal.ZERO,
                    BigDecimal.ZERO);
        }

        Ordered now(String status) {
            return new Ordered(customer, placedAt, currency, status, total, paid, refunded);
        }

        Ordered paid(BigDecimal more) {
            return new Ordered(customer, placedAt, currency, status, total, paid.add(more), refunded);
        }

        Ordered refunded(BigDecimal more) {
            return new Ordered(customer, placedAt, currency, status, total, paid, refunded.add(more));
        }

        boolean isOf(Client client) {
            return customer.equals(uuidOf(client.myId()));
        }

        boolean counts() {
            return !status.equals("CANCELLED");
        }
    }

    private record Recorded(String type, String order, JsonNode payload, Instant at) {}

    /** All orders of the shop, from nothing but their events. */
    private Collection<Ordered> log() {
        var json = JsonMapper.builder()
                .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
                .build();
        var orders = new LinkedHashMap<String, Ordered>();
        jdbc.sql("""
                        select type, aggregate_id, payload::text, occurred_at from domain_events
                        where aggregate_type = 'Order' order by position""")
                .query((row, _) -> new Recorded(
                        row.getString(1),
                        row.getString(2),
                        json.readTree(row.getString(3)),
                        row.getObject(4, OffsetDateTime.class).toInstant()))
                .list()
                .forEach(event -> {
                    if (event.type().equals("ordering.OrderPlaced")) {
                        orders.put(event.order(), Ordered.placed(event.payload(), event.at()));
                    } else {
                        orders.computeIfPresent(event.order(), (_, order) -> after(event, order));
                    }
                });
        return orders.values();
    }

    private static Ordered after(Recorded event, Ordered order) {
        return switch (event.type()) {
            case "ordering.OrderConfirmed" -> order.now("CONFIRMED");
            case "ordering.OrderShipped" -> order.now("SHIPPED");
            case "ordering.OrderDelivered" -> order.now("DELIVERED");
            case "ordering.OrderCancelled" -> order.now("CANCELLED");
            case "ordering.OrderPaid" -> order.paid(amount(event.payload(), "/amount/amount"));
            case "ordering.OrderRefunded" -> order.refunded(amount(event.payload(), "/amount/amount"));
            default -> order;
        };
    }

    private static BigDecimal amount(JsonNode event, String path) {
        return new BigDecimal(event.at(path).asString());
    }

    private static Stats recounted(Collection<Ordered> log, Predicate<Ordered> which, @Nullable String named) {
        var orders = log.stream().filter(which).toList();
        var currency = named != null ? named : orders.isEmpty() ? "EUR" : mostUsed(orders);
        var inCurrency = orders.stream()
                .filter(order -> order.currency().equals(currency))
                .toList();
        var counting = inCurrency.stream().filter(Ordered::counts).toList();
        var revenue = counting.stream().map(Ordered::total).reduce(BigDecimal.ZERO, BigDecimal::add);
        var netPaid = inCurrency.stream()
                .map(order -> order.paid().subtract(order.refunded()))
                .reduce(BigDecimal.ZERO, BigDecimal::add);
        return new Stats(
                orders.size(),
                Amount.of(revenue, currency),
                Amount.of(netPaid, currency),
                counting.isEmpty()
                        ? null
                        : Amount.of(
                                revenue.divide(BigDecimal.valueOf(counting.size()), 2, RoundingMode.HALF_UP), currency),
                STATUSES.stream()
                        .map(status -> new Count(status, (int) orders.stream()
                                .filter(order -> order.status().equals(status))
                                .count()))
                        .toList());
    }

    private static String mostUsed(Collection<Ordered> orders) {
        return orders.stream().collect(groupingBy(Ordered::currency, counting())).entrySet().stream()
                .min(Map.Entry.<String, Long>comparingByValue().reversed().thenComparing(Map.Entry.comparingByKey()))
                .orElseThrow()
                .getKey();
    }

    private List<Spender> topOf(Collection<Ordered> log, int first, String currency) {
        record Spent(UUID customer, int orders, BigDecimal total) {}
        return log.stream()
                .filter(order -> order.counts() && order.currency().equals(currency))
                .collect(groupingBy(Ordered::customer))
                .entrySet()
                .stream()
                .map(of -> new Spent(
                        of.getKey(),
                        of.getValue().size(),
                        of.getValue().stream().map(Ordered::total).reduce(BigDecimal.ZERO, BigDecimal::add)))
                .sorted(comparing(Spent::total, Comparator.reverseOrder())
                        .thenComparing(spent -> spent.customer().toString()))
                .limit(first)
                .map(spent -> new Spender(
                        isErased(spent.customer())
                                ? null
                                : new Named(new GlobalId("User", spent.customer()).toString()),
                        spent.orders(),
                        Amount.of(spent.total(), currency)))
                .toList();
    }

    private boolean isErased(UUID user) {
        return jdbc.sql("select count(*) from domain_events where aggregate_id = ? and type = 'users.UserErased'")
                        .param(user.toString())
                        .query(Integer.class)
                        .single()
                > 0;
    }

    private Stats stats(@Nullable Period period, @Nullable String currency) {
        var variables = new HashMap<String, Object>();
        if (period != null) {
            variables.put("period", period.input());
        }
        if (currency != null) {
            variables.put("currency", currency);
        }
        return shop.staff()
                .run(OF_PERIOD, variables)
                .path("orderStats")
                .entity(Stats.class)
                .get();
    }

    private int ordersIn(Instant from, Instant to) {
        return stats(new Period(from, to), null).totalOrders();
    }

    private Stats ofUser(Client client) {
        return ofUser(client.myId());
    }

    private Stats ofUser(String id) {
        return shop.staff()
                .run(
                        "query ($id: ID!) { user(by: {id: $id}) { orderStats { %s } } }".formatted(STATS),
                        Map.of("id", id))
                .path("user.orderStats")
                .entity(Stats.class)
                .get();
    }

    private List<Spender> top(int first, @Nullable String currency) {
        return shop.staff()
                .run(TOP, currency == null ? Map.of("first", first) : Map.of("first", first, "currency", currency))
                .path("topSpenders")
                .entityList(Spender.class)
                .get();
    }

    private String product(String price, String currency) {
        return shop.catalog().newProduct(Map.of("initialStock", 100, "price", money(price, currency)));
    }

    private static Instant moment(Year year, Random random) {
        return year.day(random.nextInt(5)).plusNanos(random.nextLong(86_400_000_000L) * 1_000);
    }

    private void pay(String order, String amount, String currency) {
        act(
                "payOrder",
                order,
                Map.of("source", Map.of("externalReference", "invoice"), "amount", money(amount, currency)));
    }

    private void act(String mutation, String order, Map<String, ?> more) {
        done(OrderDriver.act(shop.staff(), mutation, order, more), mutation);
    }

    private void erase(String user) {
        var input = Map.of("userId", user, "idempotencyKey", UUID.randomUUID().toString());
        done(shop.admin().mutate("eraseUser", input, "erasedUserId"), "eraseUser");
    }

    private static void done(Response answer, String mutation) {
        assertThat(userErrors(answer, mutation)).isEmpty();
    }

    private static Amount sek(String amount) {
        return new Amount(amount, "SEK");
    }

    private static UUID uuidOf(String id) {
        return GlobalId.parse(id).orElseThrow().id();
    }
}
