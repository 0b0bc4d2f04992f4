package dev.daybook.reliability;

import static org.assertj.core.api.Assertions.assertThat;

import dev.daybook.reliability.Operation.Kind;
import dev.daybook.reliability.Operation.Outcome;
import dev.daybook.reliability.StoredEvents.Event;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

/** Tests that what must not be is found: a suite that is always green shows nothing. */
class OracleTest {
    private static final JsonMapper JSON = new JsonMapper();

    private final Findings findings = new Findings();

    @Test
    void a_shop_that_keeps_its_word_is_clean() {
        compare(List.of(deposit("a", 0, 10), deposit("b", 20, 30)), List.of(deposited("a", 0), deposited("b", 1)));
        balance(opened(), deposited("a", 1), reserved(2), placed(2));
        Notifications.check(List.of(placed(2), told("order-0", 0)), findings);
        assertThat(findings.isClean()).isTrue();
    }

    @Test
    void what_was_acknowledged_and_is_missing_is_found() {
        compare(List.of(deposit("a", 0, 10)), List.of());
        assertBroken(Invariant.I1);
    }

    @Test
    void what_is_there_twice_is_found() {
        compare(List.of(deposit("a", 0, 10)), List.of(deposited("a", 0), deposited("a", 1)));
        assertBroken(Invariant.I1);
    }

    @Test
    void what_was_refused_and_is_there_is_found() {
        var refused = new Operation(Kind.DEPOSIT, "a", "a", 0, 10, Outcome.REFUSED, 503, "UNAVAILABLE");
        compare(List.of(refused), List.of(deposited("a", 0)));
        assertBroken(Invariant.I2);
    }

    @Test
    void a_hole_in_a_stream_is_found() {
        compare(List.of(deposit("a", 0, 10), deposit("b", 20, 30)), List.of(deposited("a", 0), deposited("b", 2)));
        assertBroken(Invariant.I3);
    }

    @Test
    void what_comes_before_what_was_acknowledged_when_it_was_sent_is_found() {
        compare(List.of(deposit("a", 0, 10), deposit("b", 20, 30)), List.of(deposited("b", 0), deposited("a", 1)));
        assertBroken(Invariant.I3);
    }

    @Test
    void a_refusal_that_overlooks_what_was_acknowledged_is_found() {
        var refused = new Operation(Kind.SHIP, "a", "a", 20, 30, Outcome.REFUSED, 200, "ILLEGAL_TRANSITION");
        compare(List.of(refused), List.of());
        assertBroken(Invariant.I3);
    }

    @Test
    void two_at_once_may_come_in_any_order() {
        compare(List.of(deposit("a", 0, 30), deposit("b", 20, 40)), List.of(deposited("b", 0), deposited("a", 1)));
        assertThat(findings.isClean()).isTrue();
    }

    @Test
    void stock_that_is_reserved_for_nobody_is_found() {
        balance(opened(), reserved(2));
        assertBroken(Invariant.I4);
    }

    @Test
    void stock_that_was_never_there_is_found() {
        balance(opened(), reserved(7), placed(7));
        assertBroken(Invariant.I4);
    }

    @Test
    void money_that_arrives_nowhere_is_found() {
        balance(deposited("a", 0), sent());
        assertBroken(Invariant.I5);
    }

    @Test
    void a_row_that_equals_its_events_is_clean() {
        Books.balanced(List.of(opened()), findings).compareWith(Map.of("stock p", "5 0"));
        assertThat(findings.isClean()).isTrue();
    }

    @Test
    void a_row_that_differs_from_its_events_is_found() {
        Books.balanced(List.of(opened()), findings).compareWith(Map.of("stock p", "4 0"));
        assertBroken(Invariant.I6);
    }

    @Test
    void a_row_that_is_missing_is_found() {
        Books.balanced(List.of(opened()), findings).compareWith(Map.of());
        assertBroken(Invariant.I6);
    }

    @Test
    void what_was_never_told_is_found() {
        Notifications.check(List.of(placed(2)), findings);
        assertBroken(Invariant.I7);
    }

    @Test
    void what_was_told_twice_is_found() {
        Notifications.check(List.of(placed(2), told("order-0", 0), told("order-0", 1)), findings);
        assertBroken(Invariant.I7);
    }

    private void compare(List<Operation> operations, List<Event> events) {
        Acknowledgments.check(operations, events, findings);
    }

    private void balance(Event... events) {
        Books.balanced(List.of(events), findings);
    }

    private void assertBroken(Invariant invariant) {
        assertThat(findings.all()).containsOnlyKeys(invariant);
    }

    private static Operation deposit(String key, long sent, long answered) {
        return new Operation(Kind.DEPOSIT, key, key, sent, answered, Outcome.OK, 200, "");
    }

    private static Event deposited(String key, long number) {
        return event("deposit-" + number, "account:x", number, "FundsDeposited", """
                {"account": "x", "amount": {"amount": 5.00, "currency": "EUR"}, "reference": "%s"}""".formatted(key));
    }

    private static Event sent() {
        return event("sent", "account:x", 1, "FundsSent", """
                {"account": "x", "transfer": "t", "to": "y", "amount": {"amount": 5.00, "currency": "EUR"}}""");
    }

    private static Event opened() {
        return event("opened", "stock:p", 0, "StockOpened", """
                {"product": "p", "onHand": 5}""");
    }

    private static Event reserved(int quantity) {
        return event("reserved", "stock:p", 1, "StockReserved", """
                {"product": "p", "reservation": "o", "quantity": %d}""".formatted(quantity));
    }

    private static Event placed(int quantity) {
        return event("order-0", "o", 0, "OrderPlaced", """
                {"order": "o", "number": "ORD-1", "lines": [{"product": "p", "quantity": %d}]}""".formatted(quantity));
    }

    private static Event told(String event, long number) {
        return event("told-" + number, "notification:" + event, number, "NotificationSent", """
                {"notification": "%s"}""".formatted(event));
    }

    private static Event event(String id, String stream, long number, String type, String payload) {
        return new Event(id, stream, number, type, JSON.readTree(payload));
    }
}
