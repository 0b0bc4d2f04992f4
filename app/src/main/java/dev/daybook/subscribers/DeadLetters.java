package dev.daybook.subscribers;

import dev.daybook.eventstore.log.EventQueries;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.messaging.MetaData;
import org.axonframework.messaging.deadletter.DeadLetter;
import org.axonframework.messaging.deadletter.EnqueueDecision;
import org.axonframework.messaging.deadletter.GenericDeadLetter;
import org.axonframework.messaging.deadletter.NoSuchDeadLetterException;
import org.axonframework.messaging.deadletter.SequencedDeadLetterQueue;
import org.axonframework.messaging.deadletter.ThrowableCause;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Dead-letter queue of a subscriber: events that it could not handle, and those of the same stream that wait behind
 * them. Axon's own queue copies the events with their personal data, and skips sequences when there are more than ten;
 * this one refers to the events and reads them when they are retried.
 */
final class DeadLetters implements SequencedDeadLetterQueue<EventMessage<?>> {
    static final String WAITING = "Waits behind an earlier event of the same stream";
    private static final Logger log = LoggerFactory.getLogger(DeadLetters.class);
    private static final int MAX_CAUSE = 500;
    private static final int MAX_SEQUENCES = 100;
    private static final int MAX_RETRIED_LETTERS = 20;
    private static final String SELECT_LETTERS = """
            select l.sequence, l.event_id, l.cause, l.enqueued_at, coalesce(l.retried_at, l.enqueued_at) as touched_at,
                e.aggregate_id, e.sequence_number
            from dead_letters l join domain_events e using (event_id)
            where l.subscriber = :subscriber
            """;

    private final String subscriber;
    private final JdbcClient jdbc;
    private final EventQueries eventQueries;
    private final Clock clock;

    DeadLetters(String subscriber, JdbcClient jdbc, EventQueries eventQueries, Clock clock) {
        this.subscriber = subscriber;
        this.jdbc = jdbc;
        this.eventQueries = eventQueries;
        this.clock = clock;
    }

    private record Row(
            String sequence,
            UUID event,
            String cause,
            Instant enqueuedAt,
            Instant touchedAt,
            EventQueries.Slice slice) {
        static Row of(ResultSet row, int number) throws SQLException {
            var sequenceNumber = row.getLong("sequence_number");
            return new Row(
                    row.getString("sequence"),
                    row.getObject("event_id", UUID.class),
                    row.getString("cause"),
                    row.getObject("enqueued_at", OffsetDateTime.class).toInstant(),
                    row.getObject("touched_at", OffsetDateTime.class).toInstant(),
                    new EventQueries.Slice(row.getString("aggregate_id"), sequenceNumber, sequenceNumber));
        }
    }

    @Override
    public void enqueue(Object sequenceIdentifier, DeadLetter<? extends EventMessage<?>> letter) {
        jdbc.sql("""
                        insert into dead_letters (id, subscriber, sequence, event_id, position, cause, enqueued_at)
                        select :id, :subscriber, :sequence, event_id, position, :cause, :now
                        from domain_events where event_id = :event
                        on conflict do nothing""")
                .param("id", UUID.randomUUID())
                .param("subscriber", subscriber)
                .param("sequence", sequenceIdentifier.toString())
                .param("cause", causeOf(letter))
                .param("now", now())
                .param("event", eventOf(letter))
                .update();
        log.warn(
                "{} could not handle event {}, which waits in its dead letters: {}",
                subscriber,
                eventOf(letter),
                causeOf(letter));
    }

    /** Locks the letters of the sequence: while another node retries them, it waits, since afterwards none may be left. */
    @Override
    public boolean contains(Object sequenceIdentifier) {
        return !jdbc.sql("""
                        select event_id from dead_letters
                        where subscriber = :subscriber and sequence = :sequence
                        order by position for update""")
                .param("subscriber", subscriber)
                .param("sequence", sequenceIdentifier.toString())
                .query(UUID.class)
                .list()
                .isEmpty();
    }

    @Override
    public void evict(DeadLetter<? extends EventMessage<?>> letter) {
        jdbc.sql("delete from dead_letters where subscriber = :subscriber and event_id = :event")
                .param("subscriber", subscriber)
                .param("event", eventOf(letter))
                .update();
    }

    @Override
    public void requeue(
            DeadLetter<? extends EventMessage<?>> letter, UnaryOperator<DeadLetter<? extends EventMessage<?>>> updater)
            throws NoSuchDeadLetterException {
        var updated = jdbc.sql("""
                        update dead_letters set cause = :cause, retried_at = :now
                        where subscriber = :subscriber and event_id = :event""")
                .param("cause", causeOf(updater.apply(letter)))
                .param("now", now())
                .param("subscriber", subscriber)
                .param("event", eventOf(letter))
                .update();
        if (updated == 0) {
            throw new NoSuchDeadLetterException("No dead letter of event " + eventOf(letter));
        }
    }

    /**
     * Retries the first sequence whose first letter the filter accepts, in the order of their last attempts. Of a long
     * sequence it retries only some letters, since new events of the same stream wait meanwhile. A sequence that
     * another node is retrying is skipped. Needs a transaction.
     *
     * @return whether all of these were handled
     */
    @Override
    public boolean process(
            Predicate<DeadLetter<? extends EventMessage<?>>> sequenceFilter,
            Function<DeadLetter<? extends EventMessage<?>>, EnqueueDecision<EventMessage<?>>> task) {
        return heads().stream()
                .filter(head -> sequenceFilter.test(letter(head)))
                .filter(this::claim)
                .findFirst()
                .filter(head -> processAll(head.sequence(), task))
                .isPresent();
    }

    private boolean processAll(
            String sequence, Function<DeadLetter<? extends EventMessage<?>>, EnqueueDecision<EventMessage<?>>> task) {
        for (var row : sequence(sequence, MAX_RETRIED_LETTERS)) {
            var letter = letter(row);
            var decision = task.apply(letter);
            if (decision.shouldEnqueue()) {
                requeue(
                        letter,
                        failed -> failed.withCause(decision.enqueueCause().orElse(null)));
                return false;
            }
            evict(letter);
        }
        return true;
    }

    private List<Row> heads() {
        return jdbc.sql("""
                        select * from (select distinct on (sequence) * from (%s) as letters
                            order by sequence, sequence_number) as heads
                        order by touched_at limit :most""".formatted(SELECT_LETTERS))
                .param("subscriber", subscriber)
                .param("most", MAX_SEQUENCES)
                .query(Row::of)
                .list();
    }

    private List<Row> sequence(String sequence, int limit) {
        return jdbc.sql(SELECT_LETTERS + " and l.sequence = :sequence order by l.position limit :most")
                .param("most", limit)
                .param("subscriber", subscriber)
                .param("sequence", sequence)
                .query(Row::of)
                .list();
    }

    private boolean claim(Row head) {
        return jdbc.sql("""
                        select event_id from dead_letters
                        where subscriber = :subscriber and event_id = :event for update skip locked""")
                .param("subscriber", subscriber)
                .param("event", head.event())
                .query(UUID.class)
                .optional()
                .isPresent();
    }

    private DeadLetter<EventMessage<?>> letter(Row row) {
        var message = eventQueries.read(Set.of(row.slice())).values().stream()
                .flatMap(List::stream)
                .findFirst()
                .orElseThrow();
        return new GenericDeadLetter<>(
                row.sequence(),
                message,
                new ThrowableCause("", row.cause()),
                row.enqueuedAt(),
                row.touchedAt(),
                MetaData.emptyInstance());
    }

    @Override
    public Iterable<DeadLetter<? extends EventMessage<?>>> deadLetterSequence(Object sequenceIdentifier) {
        return letters(sequenceIdentifier.toString());
    }

    @Override
    public Iterable<Iterable<DeadLetter<? extends EventMessage<?>>>> deadLetters() {
        return heads().stream()
                .<Iterable<DeadLetter<? extends EventMessage<?>>>>map(head -> letters(head.sequence()))
                .toList();
    }

    private List<DeadLetter<? extends EventMessage<?>>> letters(String sequence) {
        return sequence(sequence, Integer.MAX_VALUE).stream()
                .<DeadLetter<? extends EventMessage<?>>>map(this::letter)
                .toList();
    }

    /** Never full: a letter is small, and an event that is not enqueued would be lost. */
    @Override
    public boolean isFull(Object sequenceIdentifier) {
        return false;
    }

    @Override
    public long size() {
        return count("count(*)", "");
    }

    @Override
    public long sequenceSize(Object sequenceIdentifier) {
        return count("count(*) filter (where sequence = :sequence)", sequenceIdentifier.toString());
    }

    @Override
    public long amountOfSequences() {
        return count("count(distinct sequence)", "");
    }

    private long count(String what, String sequence) {
        return jdbc.sql("select %s from dead_letters where subscriber = :subscriber".formatted(what))
                .param("subscriber", subscriber)
                .param("sequence", sequence)
                .query(Long.class)
                .single();
    }

    @Override
    public void clear() {
        jdbc.sql("delete from dead_letters where subscriber = :subscriber")
                .param("subscriber", subscriber)
                .update();
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }

    private static UUID eventOf(DeadLetter<? extends EventMessage<?>> letter) {
        return UUID.fromString(letter.message().getIdentifier());
    }

    private static String causeOf(DeadLetter<? extends EventMessage<?>> letter) {
        var cause = letter.cause()
                .map(thrown -> thrown.type() + ": " + thrown.message())
                .orElse(WAITING);
        return Truncation.to(MAX_CAUSE, cause.replace('\0', ' '));
    }
}
