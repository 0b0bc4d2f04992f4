package dev.daybook.reliability;

import static dev.daybook.reliability.Market.euros;

import dev.daybook.reliability.Market.Customer;
import dev.daybook.reliability.Operation.Kind;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.UUID;

/** Decides what a client sends next: orders, and what becomes of them, money, and goods. Used by one thread. */
final class Buyer {
    private static final String TOO_MUCH = "1000000000";

    private final Market market;
    private final Customer self;
    private final SplittableRandom random;
    private final Deque<Placed> placed = new ArrayDeque<>();
    private final Deque<Placed> paid = new ArrayDeque<>();

    private record Placed(String order, String total) {}

    Buyer(Market market, Customer self, long seed) {
        this.market = market;
        this.self = self;
        this.random = new SplittableRandom(seed);
    }

    Request next() {
        var draw = random.nextInt(100);
        if (draw < 20 && !placed.isEmpty()) {
            return pay(placed.removeFirst());
        }
        if (draw < 28 && !placed.isEmpty()) {
            return cancel(placed.removeFirst());
        }
        if (draw < 32 && !paid.isEmpty()) {
            return cancel(paid.removeFirst());
        }
        if (draw < 42 && !paid.isEmpty()) {
            return ship(paid.removeFirst());
        }
        if (draw < 55) {
            return transfer(random.nextInt(8) == 0 ? TOO_MUCH : "0.0" + random.nextInt(1, 10));
        }
        if (draw < 63) {
            return deposit();
        }
        if (draw < 70) {
            return adjust();
        }
        return place(product(), random.nextInt(25) == 0 ? Integer.parseInt(TOO_MUCH) : random.nextInt(1, 4));
    }

    Request placeFirstProduct() {
        return place(market.products().getFirst(), 1);
    }

    /** Remembers what can be done with the order that was asked for. */
    void learn(Request request, Reply reply) {
        if (request.kind() == Kind.PLACE && reply.outcome() == Operation.Outcome.OK) {
            var order = reply.payload().path("order");
            placed.add(new Placed(
                    order.path("id").asString(),
                    order.path("total").path("amount").asString()));
        }
        if (request.kind() == Kind.PAY && reply.outcome() == Operation.Outcome.OK) {
            paid.add(new Placed(reply.payload().path("order").path("id").asString(), ""));
        }
    }

    private Request place(String product, int quantity) {
        var lines = List.of(Map.of("productId", product, "quantity", quantity));
        return request(Kind.PLACE, "", self.token(), "placeOrder", "PlaceOrderInput", Map.of("lines", lines));
    }

    private Request pay(Placed order) {
        var external = random.nextBoolean();
        Map<String, ?> source = external ? Map.of("externalReference", "cash") : Map.of("accountId", self.account());
        return request(
                Kind.PAY,
                Ids.uuid(order.order()),
                external ? market.staff() : self.token(),
                "payOrder",
                "PayOrderInput",
                Map.of("orderId", order.order(), "source", source, "amount", euros(order.total())));
    }

    private Request cancel(Placed order) {
        return withKey(
                Kind.CANCEL, self.token(), "cancelOrder", "CancelOrderInput", "reason", "orderId", order.order());
    }

    private Request ship(Placed order) {
        return withKey(
                Kind.SHIP, market.staff(), "shipOrder", "ShipOrderInput", "trackingNumber", "orderId", order.order());
    }

    private Request transfer(String amount) {
        return withKey(
                Kind.TRANSFER,
                self.token(),
                "transferFunds",
                "TransferFundsInput",
                "reference",
                "fromAccountId",
                self.account(),
                "toAccountId",
                account(),
                "amount",
                euros(amount));
    }

    private Request deposit() {
        return withKey(
                Kind.DEPOSIT,
                market.staff(),
                "depositFunds",
                "DepositFundsInput",
                "reference",
                "accountId",
                account(),
                "amount",
                euros("5.00"));
    }

    private Request adjust() {
        return withKey(
                Kind.ADJUST,
                market.staff(),
                "adjustStock",
                "AdjustStockInput",
                "reason",
                "productId",
                product(),
                "delta",
                random.nextBoolean() ? 2 : -1);
    }

    private String product() {
        return market.products().get(random.nextInt(market.products().size()));
    }

    /** Another's, where there is one. */
    private String account() {
        var others =
                market.customers().stream().filter(other -> !other.equals(self)).toList();
        return others.get(random.nextInt(others.size())).account();
    }

    /** A request whose event tells its key in a field. */
    private static Request withKey(
            Kind kind, String token, String mutation, String type, String field, Object... fields) {
        var key = UUID.randomUUID().toString();
        var input = new HashMap<String, Object>(Map.of(field, key, "idempotencyKey", key));
        for (int i = 0; i < fields.length; i += 2) {
            input.put((String) fields[i], fields[i + 1]);
        }
        return new Request(kind, key, key, token, mutation, type, input);
    }

    private static Request request(
            Kind kind, String subject, String token, String mutation, String type, Map<String, ?> fields) {
        var key = UUID.randomUUID().toString();
        var input = new HashMap<String, Object>(fields);
        input.put("idempotencyKey", key);
        return new Request(kind, key, subject, token, mutation, type, input);
    }
}
