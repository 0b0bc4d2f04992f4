package dev.daybook.graphql.catalog;

import static dev.daybook.support.AccountDriver.money;
import static dev.daybook.support.Answers.userErrors;
import static dev.daybook.support.OrderDriver.act;
import static org.assertj.core.api.Assertions.assertThat;

import dev.daybook.catalog.Price;
import dev.daybook.catalog.ProductId;
import dev.daybook.catalog.product.ProductCommand.CreateProduct;
import dev.daybook.catalog.product.ProductName;
import dev.daybook.catalog.product.Sku;
import dev.daybook.commands.Actor;
import dev.daybook.commands.Commands;
import dev.daybook.graphql.types.GlobalId;
import dev.daybook.support.AccountDriver;
import dev.daybook.support.OrderDriver;
import dev.daybook.support.Shop;
import dev.daybook.support.ShopTest;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;

/** Money of currencies that have no cents, or have thousandths, and of those that nobody has any more. */
@ShopTest
class CurrencyApiTests {
    @Autowired
    Shop shop;

    @Autowired
    Commands commands;

    @Test
    void thousandths_of_a_dinar_go_all_the_way_from_the_price_to_the_refund() {
        var shelf = shop.catalog().newCategory(null);
        var pen = shop.catalog()
                .newProduct(Map.of("price", money("1.235", "BHD"), "initialStock", 10, "categoryId", shelf));
        shop.catalog().newProduct(Map.of("price", money("1.234", "BHD"), "categoryId", shelf));
        shop.staff()
                .mutate(
                        "changeProductPrice",
                        Map.of("productId", pen, "price", money("1.234", "BHD")),
                        "product { id }");
        var ada = shop.newCustomer();
        var order = ada.placeOrder("three", Map.of(pen, 3))
                .path("placeOrder.order.id")
                .entity(String.class)
                .get();
        var savings = new AccountDriver(shop).newAccount(ada, "Savings", "BHD");
        assertThat(userErrors(
                        new AccountDriver(shop).deposit(savings, Map.of("amount", money("5.001", "BHD"))),
                        "depositFunds"))
                .isEmpty();
        var source = Map.of("accountId", savings);
        assertThat(userErrors(
                        act(ada, "payOrder", order, Map.of("source", source, "amount", money("3.702", "BHD"))),
                        "payOrder"))
                .isEmpty();
        assertThat(userErrors(
                        act(
                                shop.staff(),
                                "refundOrder",
                                order,
                                Map.of("amount", money("0.001", "BHD"), "reason", "torn")),
                        "refundOrder"))
                .isEmpty();

        assertThat(new OrderDriver(shop).stateOf(order)).isEqualTo("CONFIRMED PARTIALLY_REFUNDED 3.702 0.001");
        assertThat(new OrderDriver(shop).balanceOf(savings)).isEqualTo("1.300");
        var answer = shop.staff().run("""
                query ($pen: ID!, $order: ID!, $shelf: ID!, $ada: ID!) {
                  product(by: {id: $pen}) {
                    price { amount } lowestPriorPrice { amount } priceHistory { nodes { price { amount } } } }
                  order(by: {id: $order}) { total { amount } lines { unitPrice { amount } lineTotal { amount } } }
                  category(by: {id: $shelf}) { stats { averagePrice { amount } minPrice { amount } maxPrice { amount } } }
                  user(by: {id: $ada}) { orderStats { totalRevenue { amount } netPaid { amount } averageOrderValue { amount } } } }""", Map.of("pen", pen, "order", order, "shelf", shelf, "ada", ada.myId()));
        for (var amount : Map.of(
                        "product.price", "1.234",
                        "product.lowestPriorPrice", "1.235",
                        "product.priceHistory.nodes[1].price", "1.235",
                        "order.total", "3.702",
                        "order.lines[0].unitPrice", "1.234",
                        "order.lines[0].lineTotal", "3.702",
                        "category.stats.averagePrice", "1.234",
                        "user.orderStats.totalRevenue", "3.702",
                        "user.orderStats.netPaid", "3.701",
                        "user.orderStats.averageOrderValue", "3.702")
                .entrySet()) {
            answer.path(amount.getKey() + ".amount").entity(String.class).isEqualTo(amount.getValue());
        }
    }

    @Test
    void averages_are_rounded_half_up_to_the_decimals_of_the_currency() {
        var shelf = shop.catalog().newCategory(null);
        for (var price : List.of("100", "100", "101", "101")) {
            shop.catalog().newProduct(Map.of("price", money(price, "JPY"), "categoryId", shelf));
        }
        shop.anonymous()
                .run(
                        "query ($id: ID!) { category(by: {id: $id}) { stats { averagePrice { amount } } } }",
                        Map.of("id", shelf))
                .path("category.stats.averagePrice.amount")
                .entity(String.class)
                .isEqualTo("101");
    }

    @ParameterizedTest
    @CsvSource({
        "100.50, JPY, price must have at most 0 decimals in JPY",
        "1.2345, BHD, price must have at most 3 decimals in BHD",
        "1.234, EUR, price must have at most 2 decimals in EUR",
        "12.00, XXX, 'price must be of a currency that a country has today, not XXX'",
        "12.00, XAU, 'price must be of a currency that a country has today, not XAU'",
        "12.00, DEM, 'price must be of a currency that a country has today, not DEM'",
        "12.00, ZZZ, price must be of a currency of ISO 4217"
    })
    void a_price_must_be_an_amount_that_can_be_paid(String amount, String currency, String message) {
        var product = shop.newProduct(1);
        for (var answer : Map.of(
                        "createProduct", shop.catalog().create(Map.of("price", money(amount, currency))),
                        "changeProductPrice",
                                shop.staff()
                                        .mutate(
                                                "changeProductPrice",
                                                Map.of("productId", product, "price", money(amount, currency)),
                                                "product { id }"))
                .entrySet()) {
            assertThat(userErrors(answer.getValue(), answer.getKey())).containsExactly("INVALID_FORMAT input.price");
            answer.getValue()
                    .path(answer.getKey() + ".userErrors[0].message")
                    .entity(String.class)
                    .isEqualTo(message);
        }
    }

    @ParameterizedTest
    @CsvSource({"1.5, JPY", "1.00, DEM", "1.00, XAU", "1.2345, KWD"})
    void amounts_that_no_currency_in_use_has_are_refused_everywhere(String amount, String currency) {
        var ada = shop.newCustomer();
        var savings = new AccountDriver(shop).newAccount(ada, "Savings", "EUR");
        var other = new AccountDriver(shop).newAccount(ada, "Other", "EUR");
        var product = shop.newProduct(5);
        var order = ada.newOrder(product);
        var amounts = money(amount, currency);
        var lines = List.of(Map.of("productId", product, "quantity", 1));
        var placed = Map.of("lines", lines, "expectedTotal", amounts, "idempotencyKey", "k");
        assertThat(userErrors(ada.mutate("placeOrder", placed, "order { id }"), "placeOrder"))
                .containsExactly("INVALID_FORMAT input.expectedTotal");
        assertThat(userErrors(new AccountDriver(shop).deposit(savings, Map.of("amount", amounts)), "depositFunds"))
                .containsExactly("INVALID_FORMAT input.amount");
        assertThat(userErrors(
                        new AccountDriver(shop).transfer(ada, savings, other, "1.00", Map.of("amount", amounts)),
                        "transferFunds"))
                .containsExactly("INVALID_FORMAT input.amount");
        var source = Map.of("accountId", savings);
        assertThat(userErrors(act(ada, "payOrder", order, Map.of("source", source, "amount", amounts)), "payOrder"))
                .containsExactly("INVALID_FORMAT input.amount");
        assertThat(userErrors(
                        act(shop.staff(), "refundOrder", order, Map.of("amount", amounts, "reason", "torn")),
                        "refundOrder"))
                .containsExactly("INVALID_FORMAT input.amount");
    }

    @ParameterizedTest
    @CsvSource({"DEM", "XXX", "XAU", "XTS", "CHE", "ZZZ"})
    void no_account_is_of_a_currency_that_nobody_has(String currency) {
        var answer = new AccountDriver(shop).open(shop.newCustomer(), Map.of("currencyCode", currency));
        assertThat(userErrors(answer, "openAccount")).containsExactly("INVALID_FORMAT input.currencyCode");
    }

    @ParameterizedTest
    @CsvSource({"100.50, JPY, 201", "19.99, DEM, 39.98"})
    void a_price_older_than_its_rule_is_shown_sold_and_paid(String price, String currency, String total) {
        var product = ProductId.random();
        var name = shop.unique("old");
        commands.send(
                new CreateProduct(
                        product,
                        new ProductName(name),
                        null,
                        new Sku(name),
                        null,
                        Price.of(price, currency),
                        null,
                        5,
                        0,
                        true),
                new Actor.System("test"));
        var id = new GlobalId("Product", product.value()).toString();
        shop.anonymous()
                .run("query ($id: ID!) { product(by: {id: $id}) { price { amount currencyCode } } }", Map.of("id", id))
                .path("product.price")
                .entity(Map.class)
                .isEqualTo(money(price, currency));
        var ada = shop.newCustomer();
        var two = ada.placeOrder("two", Map.of(id, 2));
        two.path("placeOrder.order.total.amount").entity(String.class).isEqualTo(total);
        var one = ada.newOrder(id);
        var pay = Map.of("source", Map.of("externalReference", "cash"), "amount", money(price, currency));
        assertThat(userErrors(act(shop.staff(), "payOrder", one, pay), "payOrder"))
                .isEmpty();
        assertThat(userErrors(act(shop.staff(), "refundOrder", one, Map.of("reason", "torn")), "refundOrder"))
                .isEmpty();
        assertThat(new OrderDriver(shop).stateOf(one)).isEqualTo("CONFIRMED REFUNDED %1$s %1$s".formatted(price));
    }

    @Test
    void a_total_that_nobody_can_pay_says_that_it_is_the_total() {
        var dear =
                shop.catalog().newProduct(Map.of("price", money("99999999.99", "EUR"), "initialStock", 1_000_000_000));
        var answer = shop.newCustomer().placeOrder("all", Map.of(dear, 1_000_000_000));
        assertThat(userErrors(answer, "placeOrder")).containsExactly("OUT_OF_RANGE input.lines");
        answer.path("placeOrder.userErrors[0].message")
                .entity(String.class)
                .isEqualTo("The total of the order would be 10^16 or more");
        assertThat(shop.availableOf(dear)).isEqualTo(1_000_000_000);
    }

    @Test
    void figures_may_be_more_than_any_order() {
        var dear =
                shop.catalog().newProduct(Map.of("price", money("99999999.999", "OMR"), "initialStock", 1_000_000_000));
        var ada = shop.newCustomer();
        var many = new LinkedHashMap<>(Map.of(dear, 90_000_000));
        assertThat(userErrors(ada.placeOrder("one", many), "placeOrder")).isEmpty();
        assertThat(userErrors(ada.placeOrder("another", many), "placeOrder")).isEmpty();
        var answer = shop.staff().run("""
                query ($ada: ID!) {
                  user(by: {id: $ada}) { orderStats { totalRevenue { amount } averageOrderValue { amount } } }
                  orderStats(currencyCode: "OMR") { totalRevenue { amount } }
                  topSpenders(currencyCode: "OMR") { totalSpent { amount } } }""", Map.of("ada", ada.myId()));
        answer.path("user.orderStats.totalRevenue.amount").entity(String.class).isEqualTo("17999999999820000.000");
        answer.path("user.orderStats.averageOrderValue.amount")
                .entity(String.class)
                .isEqualTo("8999999999910000.000");
        answer.path("orderStats.totalRevenue.amount").entity(String.class).isEqualTo("17999999999820000.000");
        answer.path("topSpenders[0].totalSpent.amount").entity(String.class).isEqualTo("17999999999820000.000");
    }
}
