package dev.daybook.reliability;

import static dev.daybook.reliability.Invariant.I1;
import static dev.daybook.reliability.Invariant.I2;
import static dev.daybook.reliability.Invariant.I3;

import dev.daybook.reliability.Operation.Kind;
import dev.daybook.reliability.StoredEvents.Event;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Compares the journal of the clients with the log of the shop. */
final class Acknowledgments {
    /** What an operation and its event are both known by. */
    private record Trace(Kind kind, String subject) {}

    /** Codes with which the shop would refuse to change an order that it does not know, or not in its last state. */
    private static final Set<String> OVERLOOKING = Set.of("NOT_FOUND", "ILLEGAL_TRANSITION");

    private final Map<Trace, Operation> acknowledged;
    private final Findings findings;

    private Acknowledgments(Map<Trace, Operation> acknowledged, Findings findings) {
        this.acknowledged = acknowledged;
        this.findings = findings;
    }

    static void check(Collection<Operation> operations, List<Event> events, Findings findings) {
        var acknowledged = operations.stream()
                .filter(Operation::isOk)
                .collect(Collectors.toMap(
                        operation -> new Trace(operation.kind(), operation.subject()),
                        operation -> operation,
                        (a, b) -> {
                            findings.broken(I1, "%s and %s were both acknowledged".formatted(a, b));
                            return a;
                        }));
        var check = new Acknowledgments(acknowledged, findings);
        check.onceEach(events);
        check.refusals(operations);
        check.streams(events);
        findings.checked(I1, I2, I3);
    }

    private void onceEach(List<Event> events) {
        var found = new HashSet<Trace>();
        for (var event : events) {
            var trace = written(event);
            if (trace.isEmpty()) {
                continue;
            }
            if (!acknowledged.containsKey(trace.get())) {
                findings.broken(
                        I2,
                        "%s %s of %s was refused or never sent".formatted(event.type(), event.id(), event.stream()));
            } else if (!found.add(trace.get())) {
                findings.broken(I1, "%s %s of %s is there twice".formatted(event.type(), event.id(), event.stream()));
            }
        }
        acknowledged.forEach((trace, operation) -> {
            if (!found.contains(trace)) {
                findings.broken(I1, "%s was acknowledged and is not there".formatted(operation));
            }
        });
    }

    /** Only its own client changes an order, each time what was acknowledged before: none of that may be overlooked. */
    private void refusals(Collection<Operation> operations) {
        operations.stream()
                .filter(operation -> OVERLOOKING.contains(operation.code()))
                .forEach(operation -> findings.broken(
                        I3, "%s was refused, although what it needs was acknowledged".formatted(operation)));
    }

    /** The operation that has written the event as the one that tells of it. */
    private static Optional<Trace> written(Event event) {
        return switch (event.type()) {
            case "OrderPlaced" -> Optional.of(new Trace(Kind.PLACE, event.text("order")));
            case "OrderPaid" -> Optional.of(new Trace(Kind.PAY, event.text("order")));
            case "OrderCancelled" -> Optional.of(new Trace(Kind.CANCEL, event.text("reason")));
            case "OrderShipped" -> Optional.of(new Trace(Kind.SHIP, event.text("trackingNumber")));
            case "FundsDeposited" -> Optional.of(new Trace(Kind.DEPOSIT, event.text("reference")));
            case "FundsSent" -> Optional.of(new Trace(Kind.TRANSFER, event.text("reference")));
            case "StockAdjusted" -> Optional.of(new Trace(Kind.ADJUST, event.text("reason")));
            default -> Optional.empty();
        };
    }

    /** The same, and the operations that have written other events beside theirs. */
    private static Optional<Trace> caused(Event event) {
        return switch (event.type()) {
            case "StockReserved" -> Optional.of(new Trace(Kind.PLACE, event.text("reservation")));
            case "FundsReceived" -> Optional.of(new Trace(Kind.TRANSFER, event.text("reference")));
            default -> written(event);
        };
    }

    private void streams(List<Event> events) {
        var lengths = new HashMap<String, Long>();
        var streams = new HashMap<String, List<Operation>>();
        for (var event : events) {
            var expected = lengths.merge(event.stream(), 1L, Long::sum) - 1;
            if (event.number() != expected) {
                findings.broken(
                        I3, "%s has number %d where %d was due".formatted(event.stream(), event.number(), expected));
            }
            caused(event)
                    .map(acknowledged::get)
                    .ifPresent(operation -> streams.computeIfAbsent(event.stream(), _ -> new ArrayList<>())
                            .add(operation));
        }
        streams.forEach(this::inRealTime);
    }

    /** From the end: none of those behind may have been answered before this one was sent. */
    private void inRealTime(String stream, List<Operation> operations) {
        var firstAnswer = Long.MAX_VALUE;
        for (var operation : operations.reversed()) {
            if (firstAnswer < operation.sent()) {
                findings.broken(
                        I3,
                        "%s of %s comes before what was acknowledged when it was sent".formatted(operation, stream));
            }
            firstAnswer = Math.min(firstAnswer, operation.answered());
        }
    }
}
