package dev.daybook.reliability;

import static dev.daybook.reliability.Invariant.I3;
import static dev.daybook.reliability.Invariant.I4;
import static dev.daybook.reliability.Invariant.I5;
import static dev.daybook.reliability.Invariant.I6;

import dev.daybook.reliability.StoredEvents.Event;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** Second fold of stock, orders and accounts, which shares no code with the shop. */
final class Books {
    private final Findings findings;
    private final Map<String, Stock> stocks = new HashMap<>();
    private final Map<String, Order> orders = new HashMap<>();
    private final Map<String, BigDecimal> balances = new HashMap<>();
    private final Map<String, BigDecimal> transfers = new HashMap<>();
    /** What accounts have paid less what they got back, by number of the order. */
    private final Map<String, BigDecimal> paidByNumber = new HashMap<>();

    private static final class Stock {
        private int onHand;
        private int reserved;
    }

    private static final class Order {
        private final Map<String, Integer> pieces = new HashMap<>();
        private final String number;
        private String status = "PENDING";
        private boolean fromAccount;
        private BigDecimal paid = BigDecimal.ZERO;
        private BigDecimal refunded = BigDecimal.ZERO;

        Order(JsonNode placed) {
            number = placed.path("number").asString("");
            for (var line : placed.path("lines")) {
                pieces.merge(
                        line.path("product").asString(), line.path("quantity").asInt(), Integer::sum);
            }
        }

        boolean isCancelled() {
            return status.equals("CANCELLED");
        }

        boolean holdsStock() {
            return status.equals("PENDING") || status.equals("CONFIRMED");
        }
    }

    private Books(Findings findings) {
        this.findings = findings;
    }

    static void check(List<Event> events, Connection database, Findings findings) throws SQLException {
        balanced(events, findings).compareWith(rows(database));
        findings.checked(I4, I5, I6);
    }

    static Books balanced(List<Event> events, Findings findings) {
        var books = new Books(findings);
        events.forEach(books::post);
        books.balance();
        return books;
    }

    private void post(Event event) {
        switch (event.type()) {
            case "StockOpened" -> move(event, event.payload().path("onHand").asInt(), 0);
            case "StockAdjusted" -> move(event, event.payload().path("delta").asInt(), 0);
            case "StockReserved" -> move(event, 0, quantity(event));
            case "StockReleased" -> move(event, 0, -quantity(event));
            case "StockCommitted" -> move(event, -quantity(event), -quantity(event));
            case "StockReturned" -> move(event, quantity(event), 0);
            case "OrderPlaced" -> orders.put(event.text("order"), new Order(event.payload()));
            case "OrderConfirmed" -> order(event).status = "CONFIRMED";
            case "OrderShipped" -> order(event).status = "SHIPPED";
            case "OrderDelivered" -> order(event).status = "DELIVERED";
            case "OrderCancelled" -> order(event).status = "CANCELLED";
            case "OrderPaid" -> {
                order(event).paid = order(event).paid.add(amount(event));
                order(event).fromAccount = event.text("method").equals("ACCOUNT");
            }
            case "OrderRefunded" ->
                order(event).refunded = order(event).refunded.add(amount(event));
            case "AccountOpened" -> balances.put(event.text("account"), BigDecimal.ZERO);
            case "FundsDeposited" -> book(event, amount(event));
            case "FundsSent" -> {
                book(event, amount(event).negate());
                transfers.merge(event.text("transfer"), amount(event), BigDecimal::add);
            }
            case "FundsReceived" -> {
                book(event, amount(event));
                transfers.merge(event.text("transfer"), amount(event).negate(), BigDecimal::add);
            }
            case "FundsPaid" -> {
                book(event, amount(event).negate());
                paidByNumber.merge(event.text("reference"), amount(event), BigDecimal::add);
            }
            case "FundsRefunded" -> {
                book(event, amount(event));
                paidByNumber.merge(event.text("reference"), amount(event).negate(), BigDecimal::add);
            }
            default -> {
                // Moves neither goods nor money.
            }
        }
    }

    private static int quantity(Event event) {
        return event.payload().path("quantity").asInt();
    }

    private static BigDecimal amount(Event event) {
        return event.payload().path("amount").path("amount").decimalValue();
    }

    private Order order(Event event) {
        return orders.computeIfAbsent(event.text("order"), order -> {
            findings.broken(I3, "%s of order %s, which was not placed".formatted(event.type(), order));
            return new Order(event.payload());
        });
    }

    private void move(Event event, int onHand, int reserved) {
        var stock = stocks.computeIfAbsent(event.text("product"), _ -> new Stock());
        stock.onHand += onHand;
        stock.reserved += reserved;
        if (stock.reserved < 0 || stock.onHand < stock.reserved) {
            findings.broken(
                    I4,
                    "%s of %s leaves %d, of which %d are reserved"
                            .formatted(event.type(), event.stream(), stock.onHand, stock.reserved));
        }
    }

    private void book(Event event, BigDecimal amount) {
        var balance = balances.merge(event.text("account"), amount, BigDecimal::add);
        if (balance.signum() < 0) {
            findings.broken(I5, "%s leaves %s on %s".formatted(event.type(), balance, event.stream()));
        }
    }

    private void balance() {
        var wanted = new HashMap<String, Integer>();
        orders.values().stream()
                .filter(Order::holdsStock)
                .forEach(order -> order.pieces.forEach((product, n) -> wanted.merge(product, n, Integer::sum)));
        stocks.forEach((product, stock) -> {
            if (stock.reserved != wanted.getOrDefault(product, 0)) {
                findings.broken(
                        I4,
                        "%d of %s are reserved, and %d ordered"
                                .formatted(stock.reserved, product, wanted.getOrDefault(product, 0)));
            }
        });
        transfers.forEach((transfer, rest) -> {
            if (rest.signum() != 0) {
                findings.broken(I5, "%s of transfer %s is on one side only".formatted(rest, transfer));
            }
        });
        orders.forEach((id, order) -> {
            var left = order.paid.subtract(order.refunded);
            var fromAccounts = paidByNumber.getOrDefault(order.number, BigDecimal.ZERO);
            if (left.signum() < 0 || order.isCancelled() && left.signum() != 0) {
                findings.broken(I5, "%s of order %s is left".formatted(left, id));
            }
            if (fromAccounts.compareTo(order.fromAccount ? left : BigDecimal.ZERO) != 0) {
                findings.broken(
                        I5, "Accounts have paid %s for order %s, which has %s".formatted(fromAccounts, id, left));
            }
        });
    }

    /** Rows of the projections by table and id, as text. */
    private static Map<String, String> rows(Connection database) throws SQLException {
        var found = new HashMap<String, String>();
        try (var statement = database.createStatement();
                var rows = statement.executeQuery("""
                        select concat('stock ', id), concat_ws(' ', on_hand, reserved) from stock
                        union all
                        select concat('account ', id), concat(balance_amount::numeric(20, 2)) from accounts
                        union all
                        select concat('order ', id),
                               concat_ws(' ', status, paid_amount::numeric(20, 2), refunded_amount::numeric(20, 2))
                        from orders""")) {
            while (rows.next()) {
                found.put(rows.getString(1), rows.getString(2));
            }
        }
        return found;
    }

    /** The rows that the events make. */
    private Map<String, String> due() {
        var due = new HashMap<String, String>();
        stocks.forEach((id, stock) -> due.put("stock " + id, "%d %d".formatted(stock.onHand, stock.reserved)));
        balances.forEach((id, balance) -> due.put("account " + id, text(balance)));
        orders.forEach((id, order) ->
                due.put("order " + id, "%s %s %s".formatted(order.status, text(order.paid), text(order.refunded))));
        return due;
    }

    private static String text(BigDecimal amount) {
        return amount.setScale(2).toPlainString();
    }

    void compareWith(Map<String, String> rows) {
        var due = due();
        rows.forEach((id, row) -> {
            var made = due.remove(id);
            if (!row.equals(made)) {
                findings.broken(I6, "The row of %s is %s, its events make %s".formatted(id, row, made));
            }
        });
        due.forEach((id, made) -> findings.broken(I6, "There is no row of %s, its events make %s".formatted(id, made)));
    }
}
