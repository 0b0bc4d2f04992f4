package dev.daybook.graphql.ordering;

import static dev.daybook.support.Answers.codes;
import static dev.daybook.support.Answers.userErrors;
import static dev.daybook.support.CatalogDriver.euros;
import static dev.daybook.support.Concurrently.atOnce;
import static dev.daybook.support.OrderDriver.act;
import static dev.daybook.support.OrderDriver.pay;
import static dev.daybook.support.OrderDriver.payment;
import static org.assertj.core.api.Assertions.assertThat;

import dev.daybook.graphql.types.GlobalId;
import dev.daybook.support.Client;
import dev.daybook.support.HonestShopTest;
import dev.daybook.support.OrderDriver;
import dev.daybook.support.SecondLane;
import dev.daybook.support.Shop;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.graphql.test.tester.GraphQlTester.Response;

/** Ada has 100.00 EUR and an order of two notebooks at 12.50 EUR. */
@HonestShopTest
@SecondLane
class PaymentApiTests {
    private static final String NOT_THERE = "NOT_FOUND input.source.accountId";

    @Autowired
    Shop shop;

    private OrderDriver orderDriver;
    private Client ada;
    private String savings;
    private String notebook;
    private String order;

    @BeforeEach
    void ada_orders() {
        orderDriver = new OrderDriver(shop);
        ada = shop.newCustomer();
        savings = shop.newAccount(ada, "100.00");
        notebook = shop.newProduct(5);
        order = order(ada, notebook, 2);
    }

    @Test
    void goods_of_an_order_that_is_not_paid_or_was_refunded_come_back_without_money() {
        for (var paid : List.of(true, false)) {
            notebook = shop.newProduct(5);
            var buyer = shop.newCustomer();
            var bought = buyer.placeOrder("three", Map.of(notebook, 3))
                    .path("placeOrder.order.id")
                    .entity(String.class)
                    .get();
            if (paid) {
                act(shop.staff(), "payOrder", bought, payment(Map.of("externalReference", "cash"), "37.50"));
            } else {
                orderDriver.move(bought, "confirmOrder");
            }
            orderDriver.move(bought, "shipOrder");
            if (paid) {
                assertThat(userErrors(orderDriver.refund(bought, "37.50"), "refundOrder"))
                        .isEmpty();
            }
            assertThat(userErrors(comeBack(bought, notebook, 2, Map.of()), "refundOrder"))
                    .as("without an amount there is nothing to give back")
                    .containsExactly("NOTHING_TO_REFUND input.orderId");
            var nothing = Map.of("amount", euros("0"));
            var state = orderDriver.stateOf(bought);
            assertThat(userErrors(comeBack(bought, notebook, 2, nothing), "refundOrder"))
                    .isEmpty();
            assertThat(userErrors(comeBack(bought, notebook, 2, nothing), "refundOrder"))
                    .as("only one is still with the customer")
                    .containsExactly("OUT_OF_RANGE input.returnedLines.0.quantity");
            assertThat(orderDriver.stateOf(bought)).isEqualTo(state);
            assertThat(shop.availableOf(notebook)).isEqualTo(4);
            assertThat(orderDriver.movementsOf(notebook).getFirst())
                    .isEqualTo("RETURNED 2 " + orderDriver.numberOf(bought));
            buyer.run("""
                            query ($id: ID!) { order(by: {id: $id}) { timeline(last: 1) { nodes {
                              __typename ... on OrderReturnEntry { reason returnedLines { quantity product { id } } } } } } }""", Map.of("id", bought))
                    .path("order.timeline.nodes[0]")
                    .entity(Map.class)
                    .isEqualTo(Map.of(
                            "__typename",
                            "OrderReturnEntry",
                            "reason",
                            "broken",
                            "returnedLines",
                            List.of(Map.of("quantity", 2, "product", Map.of("id", notebook)))));
        }
    }

    @Test
    void concurrent_returns_of_the_same_goods_succeed_once() throws Exception {
        var bought = shop.newCustomer().newOrder(notebook);
        orderDriver.move(bought, "confirmOrder", "shipOrder");
        var nothing = Map.of("amount", euros("0"));
        var outcomes = atOnce(4, _ -> userErrors(comeBack(bought, notebook, 1, nothing), "refundOrder"));
        assertThat(outcomes).filteredOn(List::isEmpty).hasSize(1);
        assertThat(outcomes)
                .filteredOn(List.of("OUT_OF_RANGE input.returnedLines.0.quantity")::equals)
                .hasSize(3);
        assertThat(shop.availableOf(notebook))
                .as("two are reserved for the other order")
                .isEqualTo(3);
    }

    @Test
    void a_refund_of_zero_is_refused() {
        var bought = shop.newCustomer().newOrder(shop.newProduct(5));
        for (var input : List.of(
                Map.of("amount", euros("0"), "reason", "broken"),
                Map.of("amount", euros("0"), "reason", "broken", "returnedLines", List.of()))) {
            assertThat(userErrors(act(shop.staff(), "refundOrder", bought, input), "refundOrder"))
                    .containsExactly("OUT_OF_RANGE input.amount");
        }
    }

    private Response comeBack(String order, String product, int quantity, Map<String, ?> input) {
        var whole = new HashMap<String, Object>(input);
        whole.put("reason", "broken");
        whole.put("returnedLines", List.of(Map.of("productId", product, "quantity", quantity)));
        return act(shop.staff(), "refundOrder", order, whole);
    }

    @Test
    void an_order_is_paid_from_the_account_of_its_buyer() {
        var paid = pay(ada, order, savings, "25.00");
        assertThat(userErrors(paid, "payOrder")).isEmpty();
        paid.path("payOrder.order.nextStatuses").entityList(String.class).containsExactly("SHIPPED", "CANCELLED");
        assertThat(orderDriver.stateOf(order)).isEqualTo("CONFIRMED PAID 25.00 0.00");
        assertThat(orderDriver.versionOf(order)).isEqualTo(3);
        assertThat(orderDriver.balanceOf(savings)).isEqualTo("75.00");
        assertThat(orderDriver.entriesOf(savings))
                .containsExactly(
                        "PAYMENT -25.00 → 75.00 " + orderDriver.numberOf(order), "DEPOSIT 100.00 → 100.00 cash");
        var seen = ada.run("""
                query ($id: ID!) { order(by: {id: $id}) { confirmedAt reservedUntil
                  payments { method amount { amount currencyCode } refunded { amount } reference } } }""", Map.of("id", order));
        seen.path("order.confirmedAt").hasValue();
        seen.path("order.reservedUntil").valueIsNull();
        seen.path("order.payments[*].method").entityList(String.class).containsExactly("ACCOUNT");
        seen.path("order.payments[0].amount").entity(Map.class).isEqualTo(euros("25.00"));
        seen.path("order.payments[0].refunded.amount").entity(String.class).isEqualTo("0.00");
        seen.path("order.payments[0].reference").valueIsNull();
    }

    @Test
    void staff_record_what_was_paid_elsewhere() {
        var paid = payElsewhere(shop.staff(), order, "terminal 7, receipt 4711");
        assertThat(userErrors(paid, "payOrder")).isEmpty();
        assertThat(orderDriver.stateOf(order)).isEqualTo("CONFIRMED PAID 25.00 0.00");
        assertThat(orderDriver.balanceOf(savings)).isEqualTo("100.00");
        var seen = ada.run(
                "query ($id: ID!) { order(by: {id: $id}) { payments { method reference } } }", Map.of("id", order));
        seen.path("order.payments")
                .entityList(Map.class)
                .containsExactly(Map.of("method", "EXTERNAL", "reference", "terminal 7, receipt 4711"));
    }

    @Test
    void staff_pay_with_the_money_of_the_customer_but_not_with_their_own() {
        var own = shop.newAccount(shop.staff(), "100.00");
        assertThat(userErrors(pay(shop.staff(), order, own, "25.00"), "payOrder"))
                .containsExactly(NOT_THERE);
        assertThat(userErrors(pay(shop.staff(), order, savings, "25.00"), "payOrder"))
                .isEmpty();
        assertThat(orderDriver.balanceOf(own)).isEqualTo("100.00");
        assertThat(orderDriver.balanceOf(savings)).isEqualTo("75.00");
    }

    @Test
    void customers_do_not_say_that_they_have_paid_elsewhere() {
        assertThat(codes(payElsewhere(ada, order, "cash, honestly"))).containsExactly("FORBIDDEN");
        assertThat(codes(payElsewhere(shop.anonymous(), order, "cash"))).containsExactly("UNAUTHENTICATED");
        assertThat(orderDriver.stateOf(order)).isEqualTo("PENDING UNPAID 0.00 0.00");
    }

    @Test
    void the_reference_of_an_external_payment_has_at_most_200_characters() {
        assertThat(userErrors(payElsewhere(shop.staff(), order, " "), "payOrder"))
                .containsExactly("BLANK input.source.externalReference");
        assertThat(userErrors(payElsewhere(shop.staff(), order, "r".repeat(201)), "payOrder"))
                .containsExactly("TOO_LONG input.source.externalReference");
        assertThat(userErrors(payElsewhere(shop.staff(), order, "r".repeat(200)), "payOrder"))
                .isEmpty();
    }

    @Test
    void an_order_is_paid_once() {
        pay(ada, order, savings, "25.00");
        for (var reload : List.of(pay(ada, order, savings, "25.00"), payElsewhere(shop.staff(), order, "cash"))) {
            assertThat(userErrors(reload, "payOrder")).containsExactly("ILLEGAL_TRANSITION input.orderId");
            reload.path("payOrder.why")
                    .entityList(Map.class)
                    .containsExactly(
                            Map.of("from", "CONFIRMED", "to", "CONFIRMED", "allowed", List.of("SHIPPED", "CANCELLED")));
        }
        assertThat(orderDriver.balanceOf(savings)).isEqualTo("75.00");
        assertThat(orderDriver.versionOf(order)).isEqualTo(3);
    }

    @Test
    void a_cancelled_order_cannot_be_paid() {
        act(ada, "cancelOrder", order, Map.of());
        var paid = pay(ada, order, savings, "25.00");
        assertThat(userErrors(paid, "payOrder")).containsExactly("ILLEGAL_TRANSITION input.orderId");
        paid.path("payOrder.why")
                .entityList(Map.class)
                .containsExactly(Map.of("from", "CANCELLED", "to", "CONFIRMED", "allowed", List.of()));
        assertThat(orderDriver.balanceOf(savings)).isEqualTo("100.00");
    }

    @Test
    void another_amount_than_the_total_is_refused_and_nothing_is_written() {
        for (var amount : List.of("24.99", "25.01", "0.00", "-25.00")) {
            var input = withKey("one key for all that fail", payment(Map.of("accountId", savings), amount));
            var paid = act(ada, "payOrder", order, input);
            assertThat(userErrors(paid, "payOrder")).as(amount).containsExactly("AMOUNT_MISMATCH input.amount");
            paid.path("payOrder.why[0].constraint").entity(String.class).isEqualTo("25.00 EUR");
        }
        assertThat(userErrors(pay(ada, order, savings, "25.001"), "payOrder"))
                .containsExactly("INVALID_FORMAT input.amount");
        var dollars = new HashMap<>(payment(Map.of("accountId", savings), "25.00"));
        dollars.put("amount", Map.of("amount", "25.00", "currencyCode", "USD"));
        assertThat(userErrors(act(ada, "payOrder", order, dollars), "payOrder"))
                .containsExactly("CURRENCY_MISMATCH input.amount");
        nothingIsWritten();
        assertThat(userErrors(pay(ada, order, savings, "25"), "payOrder"))
                .as("25 is 25.00")
                .isEmpty();
    }

    @Test
    void insufficient_funds_name_the_available_amount() {
        var purse = shop.newAccount(ada, "24.99");
        var paid = pay(ada, order, purse, "25.00");
        assertThat(userErrors(paid, "payOrder")).containsExactly("INSUFFICIENT_FUNDS input.source.accountId");
        paid.path("payOrder.why")
                .entityList(Map.class)
                .containsExactly(
                        Map.of("requested", Map.of("amount", "25.00"), "available", Map.of("amount", "24.99")));
        assertThat(orderDriver.balanceOf(purse)).isEqualTo("24.99");
        nothingIsWritten();
        shop.deposit(purse, "0.01");
        assertThat(userErrors(pay(ada, order, purse, "25.00"), "payOrder")).isEmpty();
        assertThat(orderDriver.balanceOf(purse)).isEqualTo("0.00");
    }

    @Test
    void an_account_of_somebody_else_cannot_pay() {
        var graces = shop.newAccount(shop.newCustomer(), "100.00");
        for (var account : List.of(
                graces,
                "nonsense",
                "",
                order,
                new GlobalId("Account", UUID.randomUUID()).toString(),
                new GlobalId("Order", parsed("Account", savings)).toString())) {
            assertThat(userErrors(pay(ada, order, account, "25.00"), "payOrder"))
                    .as(account)
                    .containsExactly(NOT_THERE);
        }
        assertThat(orderDriver.balanceOf(graces)).isEqualTo("100.00");
        nothingIsWritten();
    }

    @Test
    void an_account_of_another_currency_is_refused() {
        var dollars = ada.mutate("openAccount", Map.of("name", "Travel", "currencyCode", "USD"), "account { id }")
                .path("openAccount.account.id")
                .entity(String.class)
                .get();
        assertThat(userErrors(pay(ada, order, dollars, "25.00"), "payOrder"))
                .containsExactly("CURRENCY_MISMATCH input.source.accountId");
        nothingIsWritten();
    }

    @Test
    void an_order_that_the_caller_does_not_see_cannot_be_paid() {
        var grace = shop.newCustomer();
        var graces = shop.newAccount(grace, "100.00");
        for (var unseen : List.of(order, "nonsense", new GlobalId("Order", UUID.randomUUID()).toString())) {
            assertThat(userErrors(pay(grace, unseen, graces, "25.00"), "payOrder"))
                    .containsExactly("NOT_FOUND input.orderId");
        }
        assertThat(orderDriver.balanceOf(graces)).isEqualTo("100.00");
        nothingIsWritten();
    }

    @Test
    void a_payment_names_exactly_one_source() {
        var none = new HashMap<String, Object>();
        none.put("accountId", null);
        for (var source :
                List.<Map<String, ?>>of(Map.of("accountId", savings, "externalReference", "cash"), Map.of(), none)) {
            assertThat(codes(act(shop.staff(), "payOrder", order, payment(source, "25.00"))))
                    .as(source.toString())
                    .containsExactly("BAD_REQUEST");
        }
        nothingIsWritten();
    }

    @Test
    void a_payment_that_is_sent_again_takes_the_money_once() {
        var input = withKey("pay", payment(Map.of("accountId", savings), "25.00"));
        for (int i = 0; i < 3; i++) {
            var paid = act(ada, "payOrder", order, input);
            assertThat(userErrors(paid, "payOrder")).isEmpty();
            paid.path("payOrder.idempotentReplay").entity(Boolean.class).isEqualTo(i > 0);
            paid.path("payOrder.order.status").entity(String.class).isEqualTo("CONFIRMED");
        }
        assertThat(orderDriver.balanceOf(savings)).isEqualTo("75.00");
        assertThat(orderDriver.entriesOf(savings)).hasSize(2);
    }

    @Test
    void a_key_is_good_for_one_payment() {
        var other = order(ada, notebook, 2);
        var input = withKey("pay", payment(Map.of("accountId", savings), "25.00"));
        assertThat(userErrors(act(ada, "payOrder", order, input), "payOrder")).isEmpty();
        assertThat(userErrors(act(ada, "payOrder", other, input), "payOrder"))
                .containsExactly("IDEMPOTENCY_KEY_REUSED input.idempotencyKey");
        var less = withKey("pay", payment(Map.of("accountId", savings), "24.00"));
        assertThat(userErrors(act(ada, "payOrder", order, less), "payOrder"))
                .containsExactly("IDEMPOTENCY_KEY_REUSED input.idempotencyKey");
        assertThat(orderDriver.stateOf(other)).isEqualTo("PENDING UNPAID 0.00 0.00");
        assertThat(orderDriver.balanceOf(savings)).isEqualTo("75.00");
    }

    @Test
    void an_order_by_invoice_is_paid_after_it_was_confirmed_shipped_or_delivered() {
        orderDriver.move(order, "confirmOrder");
        var shipped = order(ada, notebook, 1);
        orderDriver.move(shipped, "confirmOrder", "shipOrder");
        var delivered = order(ada, notebook, 1);
        orderDriver.move(delivered, "confirmOrder", "shipOrder", "deliverOrder");
        assertThat(userErrors(pay(ada, order, savings, "25.00"), "payOrder")).isEmpty();
        assertThat(userErrors(pay(ada, shipped, savings, "12.50"), "payOrder")).isEmpty();
        assertThat(userErrors(payElsewhere(shop.staff(), delivered, "invoice 12", "12.50"), "payOrder"))
                .isEmpty();
        assertThat(orderDriver.stateOf(order)).isEqualTo("CONFIRMED PAID 25.00 0.00");
        assertThat(orderDriver.versionOf(order)).as("it is not confirmed again").isEqualTo(3);
        assertThat(orderDriver.stateOf(shipped)).isEqualTo("SHIPPED PAID 12.50 0.00");
        assertThat(orderDriver.stateOf(delivered)).isEqualTo("DELIVERED PAID 12.50 0.00");
        assertThat(orderDriver.balanceOf(savings)).isEqualTo("62.50");
    }

    @Test
    void money_is_given_back_in_parts_until_none_is_left() {
        pay(ada, order, savings, "25.00");
        var part = orderDriver.refund(order, "5.00");
        assertThat(userErrors(part, "refundOrder")).isEmpty();
        part.path("refundOrder.order.paymentStatus").entity(String.class).isEqualTo("PARTIALLY_REFUNDED");
        assertThat(orderDriver.stateOf(order)).isEqualTo("CONFIRMED PARTIALLY_REFUNDED 25.00 5.00");
        assertThat(userErrors(orderDriver.refund(order, "20.01"), "refundOrder"))
                .containsExactly("OUT_OF_RANGE input.amount");
        assertThat(userErrors(refundRest(order), "refundOrder")).isEmpty();
        assertThat(orderDriver.stateOf(order)).isEqualTo("CONFIRMED REFUNDED 25.00 25.00");
        assertThat(userErrors(refundRest(order), "refundOrder")).containsExactly("NOTHING_TO_REFUND input.orderId");
        assertThat(userErrors(orderDriver.refund(order, "0.01"), "refundOrder"))
                .containsExactly("NOTHING_TO_REFUND input.orderId");
        var number = orderDriver.numberOf(order);
        assertThat(orderDriver.entriesOf(savings))
                .containsExactly(
                        "REFUND 20.00 → 100.00 " + number,
                        "REFUND 5.00 → 80.00 " + number,
                        "PAYMENT -25.00 → 75.00 " + number,
                        "DEPOSIT 100.00 → 100.00 cash");
        ada.run("query ($id: ID!) { order(by: {id: $id}) { payments { refunded { amount } } } }", Map.of("id", order))
                .path("order.payments[0].refunded.amount")
                .entity(String.class)
                .isEqualTo("25.00");
    }

    @Test
    void the_last_part_may_be_named_too() {
        pay(ada, order, savings, "25.00");
        orderDriver.refund(order, "12.50");
        assertThat(userErrors(orderDriver.refund(order, "12.50"), "refundOrder"))
                .isEmpty();
        assertThat(orderDriver.stateOf(order)).isEqualTo("CONFIRMED REFUNDED 25.00 25.00");
    }

    @Test
    void no_account_is_touched_when_what_was_paid_elsewhere_is_given_back() {
        payElsewhere(shop.staff(), order, "cash");
        assertThat(userErrors(refundRest(order), "refundOrder")).isEmpty();
        assertThat(orderDriver.stateOf(order)).isEqualTo("CONFIRMED REFUNDED 25.00 25.00");
        assertThat(orderDriver.entriesOf(savings)).hasSize(1);
    }

    @Test
    void a_refund_is_more_than_nothing_and_no_more_than_is_left() {
        pay(ada, order, savings, "25.00");
        for (var amount : List.of("0.00", "-5.00", "25.01", "1000000.00")) {
            assertThat(userErrors(orderDriver.refund(order, amount), "refundOrder"))
                    .as(amount)
                    .containsExactly("OUT_OF_RANGE input.amount");
        }
        orderDriver
                .refund(order, "25.01")
                .path("refundOrder.why[0].constraint")
                .entity(String.class)
                .isEqualTo("at most 25.00 EUR");
        assertThat(userErrors(orderDriver.refund(order, "1.001"), "refundOrder"))
                .containsExactly("INVALID_FORMAT input.amount");
        assertThat(orderDriver.stateOf(order)).isEqualTo("CONFIRMED PAID 25.00 0.00");
        assertThat(orderDriver.balanceOf(savings)).isEqualTo("75.00");
    }

    @Test
    void money_is_given_back_in_the_currency_in_which_it_was_paid() {
        pay(ada, order, savings, "25.00");
        var dollars = Map.of("amount", Map.of("amount", "5.00", "currencyCode", "USD"), "reason", "torn");
        assertThat(userErrors(act(shop.staff(), "refundOrder", order, dollars), "refundOrder"))
                .containsExactly("CURRENCY_MISMATCH input.amount");
        assertThat(orderDriver.stateOf(order)).isEqualTo("CONFIRMED PAID 25.00 0.00");
    }

    @Test
    void an_unpaid_order_cannot_be_refunded() {
        assertThat(userErrors(refundRest(order), "refundOrder")).containsExactly("NOTHING_TO_REFUND input.orderId");
        orderDriver.move(order, "confirmOrder", "shipOrder");
        assertThat(userErrors(orderDriver.refund(order, "1.00"), "refundOrder"))
                .containsExactly("NOTHING_TO_REFUND input.orderId");
        assertThat(orderDriver.stateOf(order)).isEqualTo("SHIPPED UNPAID 0.00 0.00");
    }

    @Test
    void a_refund_has_a_reason_of_at_most_500_characters() {
        pay(ada, order, savings, "25.00");
        assertThat(userErrors(refund(Map.of("reason", " ")), "refundOrder")).containsExactly("BLANK input.reason");
        assertThat(userErrors(refund(Map.of("reason", "r".repeat(501))), "refundOrder"))
                .containsExactly("TOO_LONG input.reason");
        assertThat(userErrors(refund(Map.of("reason", "r".repeat(500))), "refundOrder"))
                .isEmpty();
    }

    @Test
    void a_refund_that_is_sent_again_gives_the_money_back_once() {
        pay(ada, order, savings, "25.00");
        var input = withKey("refund " + order, Map.of("amount", euros("5.00"), "reason", "torn"));
        for (int i = 0; i < 2; i++) {
            var refunded = act(shop.staff(), "refundOrder", order, input);
            assertThat(userErrors(refunded, "refundOrder")).isEmpty();
            refunded.path("refundOrder.idempotentReplay").entity(Boolean.class).isEqualTo(i > 0);
        }
        assertThat(orderDriver.balanceOf(savings)).isEqualTo("80.00");
    }

    @Test
    void customers_do_not_give_themselves_money_back() {
        pay(ada, order, savings, "25.00");
        assertThat(codes(act(ada, "refundOrder", order, Map.of("reason", "torn"))))
                .containsExactly("FORBIDDEN");
        assertThat(codes(act(shop.anonymous(), "refundOrder", order, Map.of("reason", "torn"))))
                .containsExactly("UNAUTHENTICATED");
        assertThat(orderDriver.stateOf(order)).isEqualTo("CONFIRMED PAID 25.00 0.00");
    }

    @Test
    void goods_that_come_back_are_on_the_shelf_again() {
        pay(ada, order, savings, "25.00");
        orderDriver.move(order, "shipOrder");
        assertThat(shop.availableOf(notebook)).isEqualTo(3);
        assertThat(userErrors(refund(returned("12.50", notebook, 1)), "refundOrder"))
                .isEmpty();
        assertThat(shop.availableOf(notebook)).isEqualTo(4);
        orderDriver.move(order, "deliverOrder");
        assertThat(userErrors(refund(returned("5.00", notebook, 2)), "refundOrder"))
                .as("one is back already")
                .containsExactly("OUT_OF_RANGE input.returnedLines.0.quantity");
        assertThat(userErrors(refund(returned("5.00", notebook, 1)), "refundOrder"))
                .isEmpty();
        assertThat(userErrors(refund(returned("5.00", notebook, 1)), "refundOrder"))
                .containsExactly("OUT_OF_RANGE input.returnedLines.0.quantity");
        assertThat(shop.availableOf(notebook)).isEqualTo(5);
        var number = orderDriver.numberOf(order);
        assertThat(orderDriver.movementsOf(notebook))
                .containsExactly(
                        "RETURNED 1 " + number,
                        "RETURNED 1 " + number,
                        "COMMITTED 0 " + number,
                        "RESERVED -2 " + number);
        assertThat(orderDriver.stateOf(order)).isEqualTo("DELIVERED PARTIALLY_REFUNDED 25.00 17.50");
        assertThat(orderDriver.balanceOf(savings)).isEqualTo("92.50");
    }

    @Test
    void goods_that_were_not_shipped_cannot_be_returned() {
        pay(ada, order, savings, "25.00");
        var refused = refund(returned("5.00", notebook, 1));
        assertThat(userErrors(refused, "refundOrder")).containsExactly("OUT_OF_RANGE input.returnedLines.0.quantity");
        refused.path("refundOrder.why[0].constraint").entity(String.class).isEqualTo("at most 0");
        assertThat(shop.availableOf(notebook)).isEqualTo(3);
        assertThat(orderDriver.stateOf(order)).isEqualTo("CONFIRMED PAID 25.00 0.00");
    }

    @Test
    void nothing_comes_back_that_was_not_bought() {
        pay(ada, order, savings, "25.00");
        orderDriver.move(order, "shipOrder");
        var pencil = shop.newProduct(5);
        assertThat(userErrors(refund(returned("5.00", pencil, 1)), "refundOrder"))
                .containsExactly("NOT_FOUND input.returnedLines.0.productId");
        assertThat(userErrors(refund(returned("5.00", "nonsense", 1)), "refundOrder"))
                .containsExactly("NOT_FOUND input.returnedLines.0.productId");
        assertThat(userErrors(refund(returned("5.00", notebook, 0)), "refundOrder"))
                .containsExactly("OUT_OF_RANGE input.returnedLines.0.quantity");
        assertThat(userErrors(refund(returned("5.00", notebook, 3)), "refundOrder"))
                .containsExactly("OUT_OF_RANGE input.returnedLines.0.quantity");
        var one = Map.of("productId", notebook, "quantity", 1);
        assertThat(userErrors(
                        refund(Map.of("reason", "torn", "returnedLines", Collections.nCopies(101, one))),
                        "refundOrder"))
                .containsExactly("TOO_MANY_ITEMS input.returnedLines");
        assertThat(userErrors(
                        refund(Map.of(
                                "reason",
                                "torn",
                                "returnedLines",
                                List.of(one, Map.of("productId", pencil, "quantity", 1)))),
                        "refundOrder"))
                .containsExactly("NOT_FOUND input.returnedLines.1.productId");
        assertThat(userErrors(refund(Map.of("reason", "torn", "returnedLines", List.of(one, one, one))), "refundOrder"))
                .as("a product named twice is merged")
                .containsExactly("OUT_OF_RANGE input.returnedLines.0.quantity");
        assertThat(shop.availableOf(notebook)).isEqualTo(3);
        assertThat(shop.availableOf(pencil)).isEqualTo(5);
        assertThat(orderDriver.stateOf(order)).isEqualTo("SHIPPED PAID 25.00 0.00");
        assertThat(userErrors(refund(Map.of("reason", "torn", "returnedLines", List.of(one, one))), "refundOrder"))
                .isEmpty();
        assertThat(shop.availableOf(notebook)).isEqualTo(5);
    }

    @Test
    void goods_stay_away_when_the_money_cannot_be_given_back() {
        pay(ada, order, savings, "25.00");
        orderDriver.move(order, "shipOrder");
        assertThat(userErrors(refund(returned("25.01", notebook, 2)), "refundOrder"))
                .containsExactly("OUT_OF_RANGE input.amount");
        assertThat(shop.availableOf(notebook)).isEqualTo(3);
        assertThat(orderDriver.movementsOf(notebook)).noneMatch(movement -> movement.startsWith("RETURNED"));
    }

    @Test
    void a_paid_order_that_is_cancelled_gives_back_the_money_and_the_stock() {
        pay(ada, order, savings, "25.00");
        var cancelled = act(ada, "cancelOrder", order, Map.of("reason", "changed my mind"));
        assertThat(userErrors(cancelled, "cancelOrder")).isEmpty();
        cancelled
                .path("cancelOrder.order.nextStatuses")
                .entityList(String.class)
                .hasSize(0);
        cancelled.path("cancelOrder.order.cancelReason").entity(String.class).isEqualTo("changed my mind");
        assertThat(orderDriver.stateOf(order)).isEqualTo("CANCELLED REFUNDED 25.00 25.00");
        assertThat(orderDriver.balanceOf(savings)).isEqualTo("100.00");
        assertThat(shop.availableOf(notebook)).isEqualTo(5);
        var number = orderDriver.numberOf(order);
        assertThat(orderDriver.entriesOf(savings)).startsWith("REFUND 25.00 → 100.00 " + number);
        assertThat(orderDriver.movementsOf(notebook)).containsExactly("RELEASED 2 " + number, "RESERVED -2 " + number);
        assertThat(userErrors(refundRest(order), "refundOrder")).containsExactly("NOTHING_TO_REFUND input.orderId");
    }

    @Test
    void a_cancellation_refunds_only_what_is_left() {
        pay(ada, order, savings, "25.00");
        orderDriver.refund(order, "5.00");
        assertThat(userErrors(act(ada, "cancelOrder", order, Map.of()), "cancelOrder"))
                .isEmpty();
        assertThat(orderDriver.stateOf(order)).isEqualTo("CANCELLED REFUNDED 25.00 25.00");
        assertThat(orderDriver.balanceOf(savings)).isEqualTo("100.00");
        assertThat(orderDriver.entriesOf(savings))
                .filteredOn(entry -> entry.startsWith("REFUND"))
                .containsExactly(
                        "REFUND 20.00 → 100.00 " + orderDriver.numberOf(order),
                        "REFUND 5.00 → 80.00 " + orderDriver.numberOf(order));
    }

    @Test
    void a_cancellation_gives_nothing_back_when_all_was_given_back_before() {
        pay(ada, order, savings, "25.00");
        refundRest(order);
        assertThat(userErrors(act(ada, "cancelOrder", order, Map.of()), "cancelOrder"))
                .isEmpty();
        assertThat(orderDriver.stateOf(order)).isEqualTo("CANCELLED REFUNDED 25.00 25.00");
        assertThat(orderDriver.balanceOf(savings)).isEqualTo("100.00");
        assertThat(orderDriver.versionOf(order)).isEqualTo(5);
    }

    @Test
    void a_shipped_order_cannot_be_cancelled() {
        pay(ada, order, savings, "25.00");
        orderDriver.move(order, "shipOrder");
        for (var client : List.of(ada, shop.staff())) {
            var refused = act(client, "cancelOrder", order, Map.of());
            assertThat(userErrors(refused, "cancelOrder")).containsExactly("ILLEGAL_TRANSITION input.orderId");
            refused.path("cancelOrder.userErrors[0].message")
                    .entity(String.class)
                    .isEqualTo("The order cannot transition from SHIPPED to CANCELLED");
            refused.path("cancelOrder.why")
                    .entityList(Map.class)
                    .containsExactly(Map.of("from", "SHIPPED", "to", "CANCELLED", "allowed", List.of("DELIVERED")));
        }
        assertThat(orderDriver.stateOf(order)).isEqualTo("SHIPPED PAID 25.00 0.00");
        assertThat(orderDriver.balanceOf(savings)).isEqualTo("75.00");
    }

    @Test
    void an_order_says_where_it_may_go() {
        assertThat(nextOf(order)).containsExactly("CONFIRMED", "CANCELLED");
        orderDriver.move(order, "confirmOrder");
        assertThat(nextOf(order)).containsExactly("SHIPPED", "CANCELLED");
        orderDriver.move(order, "shipOrder");
        assertThat(nextOf(order)).containsExactly("DELIVERED");
        orderDriver.move(order, "deliverOrder");
        assertThat(nextOf(order)).isEmpty();
    }

    @Test
    void staff_write_notes_that_the_customer_reads() {
        assertThat(userErrors(note(shop.staff(), " "), "addOrderNote")).containsExactly("BLANK input.text");
        assertThat(userErrors(note(shop.staff(), "n".repeat(2001)), "addOrderNote"))
                .containsExactly("TOO_LONG input.text");
        assertThat(userErrors(note(shop.staff(), "n".repeat(2000)), "addOrderNote"))
                .isEmpty();
        assertThat(userErrors(note(shop.staff(), "!"), "addOrderNote")).isEmpty();
        assertThat(codes(note(ada, "hello"))).containsExactly("FORBIDDEN");
        ada.run("""
                        query ($id: ID!) { order(by: {id: $id}) {
                          timeline { nodes { ... on OrderNoteEntry { text } } } } }""", Map.of("id", order))
                .path("order.timeline.nodes[*].text")
                .entityList(String.class)
                .containsExactly("n".repeat(2000), "!");
        assertThat(orderDriver.stateOf(order)).isEqualTo("PENDING UNPAID 0.00 0.00");
        assertThat(orderDriver.versionOf(order)).isEqualTo(3);
    }

    @Test
    void a_note_can_still_be_written_about_what_is_cancelled() {
        act(ada, "cancelOrder", order, Map.of());
        assertThat(userErrors(note(shop.staff(), "Called, was sorry"), "addOrderNote"))
                .isEmpty();
        assertThat(orderDriver.stateOf(order)).isEqualTo("CANCELLED UNPAID 0.00 0.00");
    }

    @Test
    void orders_are_found_by_payment_status() {
        var paid = order(ada, notebook, 1);
        pay(ada, paid, savings, "12.50");
        var partly = order(ada, notebook, 1);
        pay(ada, partly, savings, "12.50");
        orderDriver.refund(partly, "2.50");
        var refunded = order(ada, notebook, 1);
        pay(ada, refunded, savings, "12.50");
        act(ada, "cancelOrder", refunded, Map.of());
        assertThat(ordersWith("UNPAID")).containsExactly(order);
        assertThat(ordersWith("PAID")).containsExactly(paid);
        assertThat(ordersWith("PARTIALLY_REFUNDED")).containsExactly(partly);
        assertThat(ordersWith("REFUNDED")).containsExactly(refunded);
        assertThat(ordersWith("PAID", "PARTIALLY_REFUNDED")).containsExactly(partly, paid);
        assertThat(ordersWith()).isEmpty();
        ada.run("{ me { orders(filter: {paymentStatus: [REFUNDED]}) { totalCount nodes { id } } } }")
                .path("me.orders.nodes[*].id")
                .entityList(String.class)
                .containsExactly(refunded);
    }

    @Test
    void a_payment_has_an_id_for_the_buyer_and_the_staff() {
        pay(ada, order, savings, "25.00");
        orderDriver.refund(order, "5.00");
        var payment = ada.run("query ($id: ID!) { order(by: {id: $id}) { payments { id } } }", Map.of("id", order))
                .path("order.payments[0].id")
                .entity(String.class)
                .get();
        var query = """
                query ($id: ID!) { node(id: $id) { id ... on Payment {
                  method amount { amount } refunded { amount } reference createdAt } } }""";
        for (var client : List.of(ada, shop.staff())) {
            var seen = client.run(query, Map.of("id", payment));
            seen.path("node.id").entity(String.class).isEqualTo(payment);
            seen.path("node.method").entity(String.class).isEqualTo("ACCOUNT");
            seen.path("node.amount.amount").entity(String.class).isEqualTo("25.00");
            seen.path("node.refunded.amount").entity(String.class).isEqualTo("5.00");
            seen.path("node.createdAt").hasValue();
        }
        for (var client : List.of(shop.newCustomer(), shop.anonymous())) {
            client.run(query, Map.of("id", payment)).path("node").valueIsNull();
        }
    }

    private void nothingIsWritten() {
        assertThat(orderDriver.stateOf(order)).isEqualTo("PENDING UNPAID 0.00 0.00");
        assertThat(orderDriver.versionOf(order)).isEqualTo(1);
        assertThat(orderDriver.entriesOf(savings)).containsExactly("DEPOSIT 100.00 → 100.00 cash");
    }

    private static String order(Client buyer, String product, int quantity) {
        return buyer.placeOrder(UUID.randomUUID().toString(), Map.of(product, quantity))
                .path("placeOrder.order.id")
                .entity(String.class)
                .get();
    }

    private static Response payElsewhere(Client client, String order, String reference) {
        return payElsewhere(client, order, reference, "25.00");
    }

    private static Response payElsewhere(Client client, String order, String reference, String amount) {
        return act(client, "payOrder", order, payment(Map.of("externalReference", reference), amount));
    }

    private Response refund(Map<String, ?> input) {
        return act(shop.staff(), "refundOrder", order, input);
    }

    private Response refundRest(String order) {
        return act(shop.staff(), "refundOrder", order, Map.of("reason", "torn"));
    }

    private Response note(Client client, String text) {
        return act(client, "addOrderNote", order, Map.of("text", text));
    }

    private static Map<String, Object> returned(String amount, String product, int quantity) {
        return Map.of(
                "amount",
                euros(amount),
                "reason",
                "torn",
                "returnedLines",
                List.of(Map.of("productId", product, "quantity", quantity)));
    }

    private static Map<String, Object> withKey(String key, Map<String, ?> input) {
        var whole = new HashMap<String, Object>(input);
        whole.put("idempotencyKey", key);
        return whole;
    }

    private List<String> nextOf(String order) {
        return ada.run("query ($id: ID!) { order(by: {id: $id}) { nextStatuses } }", Map.of("id", order))
                .path("order.nextStatuses")
                .entityList(String.class)
                .get();
    }

    private List<String> ordersWith(String... statuses) {
        return shop.staff()
                .run(
                        "query ($f: OrderFilter) { orders(filter: $f) { nodes { id } } }",
                        Map.of("f", Map.of("userId", ada.myId(), "paymentStatus", List.of(statuses))))
                .path("orders.nodes[*].id")
                .entityList(String.class)
                .get();
    }

    private static UUID parsed(String type, String id) {
        return GlobalId.parse(type, id).orElseThrow();
    }
}
