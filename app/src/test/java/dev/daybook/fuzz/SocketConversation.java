package dev.daybook.fuzz;

import graphql.language.OperationDefinition.Operation;
import java.net.http.HttpClient;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Many operations on one WebSocket, beside a subscription that must not notice them: it tells of one product, each time
 * that somebody changes the stock of it.
 */
final class SocketConversation implements AutoCloseable {
    private static final String BYSTANDER = "bystander";

    private final Socket socket;
    private int operations;
    private int news;

    SocketConversation(HttpClient http, String address, @Nullable String token, String product)
            throws InterruptedException {
        socket = Socket.open(http, address, token);
        socket.subscribe(
                BYSTANDER,
                Notation.json(Map.of(
                        "query",
                        "subscription ($ids: [ID!]) { stockChanged(productIds: $ids) { id } }",
                        "variables",
                        Map.of("ids", List.of(product)))));
    }

    /** Returns the faults of the answers. A subscription is completed once a later operation has been answered. */
    List<String> run(GeneratedDocument document) throws InterruptedException {
        var id = "o" + ++operations;
        var faults = new ArrayList<String>();
        socket.subscribe(id, document.json());
        if (document.operation() != Operation.SUBSCRIPTION && !document.roots().isEmpty()) {
            await(id, document, faults);
            return faults;
        }
        var probe = "p" + operations;
        socket.subscribe(probe, "{\"query\":\"{ __typename }\"}");
        await(probe, document, faults);
        socket.complete(id);
        return faults;
    }

    private void await(String id, GeneratedDocument document, List<String> faults) throws InterruptedException {
        while (true) {
            var frame = socket.next();
            var type = frame.path("type").asString("");
            var of = frame.path("id").asString("");
            var payload = frame.path("payload");
            switch (type) {
                case "next" -> {
                    if (of.equals(BYSTANDER)) {
                        news++;
                    } else {
                        faults.addAll(AnswerChecker.faults(payload, of.equals(id) ? document.roots() : Map.of()));
                    }
                }
                case "error" -> AnswerChecker.ofErrors(payload, faults);
                case "complete" -> {}
                default -> faults.add("The socket: " + frame);
            }
            if (of.equals(BYSTANDER) && !type.equals("next")) {
                faults.add("The other subscription of the socket has ended: " + frame);
                return;
            }
            if (List.of("closed", "nothing").contains(type) || (of.equals(id) && !type.equals("next"))) {
                return;
            }
        }
    }

    /** Whether the other subscription hears of a change of its product. */
    boolean isHeard(Runnable change) throws InterruptedException {
        var before = news;
        change.run();
        while (news == before) {
            var frame = socket.next();
            if (frame.path("id").asString("").equals(BYSTANDER)) {
                return frame.path("type").asString("").equals("next");
            } else if (List.of("closed", "nothing").contains(frame.path("type").asString(""))) {
                return false;
            }
        }
        return true;
    }

    @Override
    public void close() {
        socket.close();
    }
}
