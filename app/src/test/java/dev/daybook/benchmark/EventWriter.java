package dev.daybook.benchmark;

import dev.daybook.catalog.category.CategoryEvent;
import dev.daybook.catalog.product.ProductEvent;
import dev.daybook.catalog.stock.StockEvent;
import dev.daybook.catalog.stock.StockId;
import dev.daybook.commands.Actor;
import dev.daybook.ordering.OrderEvent;
import dev.daybook.ordering.account.AccountEvent;
import dev.daybook.ordering.notification.NotificationEvent;
import dev.daybook.users.UserEvent;
import dev.daybook.users.post.PostEvent;
import dev.daybook.users.post.TagEvent;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.jmolecules.event.types.DomainEvent;

/** Writes events down: gives each its stream and the next number in it, its time, and what it came of. */
final class EventWriter {
    private final Consumer<DomainEventMessage<?>> log;
    private final Map<String, Integer> streams = new HashMap<>();
    private final RandomGenerator random;
    private Instant now;
    private long written;

    EventWriter(Consumer<DomainEventMessage<?>> log, RandomGenerator random, Instant begin) {
        this.log = log;
        this.random = random;
        this.now = begin;
    }

    long written() {
        return written;
    }

    int streams() {
        return streams.size();
    }

    Instant now() {
        return now;
    }

    void pass(Duration time) {
        now = now.plus(time.truncatedTo(ChronoUnit.MICROS));
    }

    UUID id() {
        // Version and variant of a random one.
        return new UUID((random.nextLong() & ~0xf000L) | 0x4000L, (random.nextLong() & ~(0xcL << 60)) | (0x8L << 60));
    }

    /** A command from outside. */
    Command command(Actor actor) {
        var id = id();
        return new Command(actor, id, id);
    }

    /** Returns a follow-up command with the correlation of the command that caused it. */
    Command because(Actor actor, UUID correlation) {
        return new Command(actor, correlation, id());
    }

    final class Command {
        private final Actor actor;
        private final UUID correlation;
        private final UUID id;

        private Command(Actor actor, UUID correlation, UUID id) {
            this.actor = actor;
            this.correlation = correlation;
            this.id = id;
        }

        UUID correlation() {
            return correlation;
        }

        /** A command that this one sends. */
        Command nested() {
            return new Command(actor, correlation, id());
        }

        /** Answers with the id of the event. */
        UUID write(DomainEvent event) {
            var stream = Stream.of(event);
            var recorded = id();
            pass(Duration.ofNanos(1000L * random.nextInt(200, 900)));
            log.accept(new GenericDomainEventMessage<>(
                    stream.type(),
                    stream.id(),
                    streams.merge(stream.id(), 1, Integer::sum) - 1,
                    event,
                    Map.of(
                            Actor.METADATA_KEY,
                            actor.toString(),
                            "correlationId",
                            correlation.toString(),
                            "causationId",
                            id.toString()),
                    recorded.toString(),
                    now));
            written++;
            return recorded;
        }
    }

    /** The stream of an event, under the names that Axon gives to the aggregates. */
    private record Stream(String type, String id) {
        static Stream of(DomainEvent event) {
            return switch (event) {
                case UserEvent it -> new Stream("User", it.user().toString());
                case PostEvent it -> new Stream("Post", it.post().toString());
                case TagEvent it -> new Stream("Tag", it.tag().toString());
                case CategoryEvent it -> new Stream("Category", it.category().toString());
                case ProductEvent it -> new Stream("Product", it.product().toString());
                case StockEvent it -> new Stream("Stock", new StockId(it.product()).toString());
                case OrderEvent it -> new Stream("Order", it.order().toString());
                case AccountEvent it -> new Stream("Account", it.account().toString());
                case NotificationEvent it ->
                    new Stream("Notification", it.notification().toString());
                default -> throw new IllegalArgumentException("No stream for " + event);
            };
        }
    }
}
