package dev.daybook.eventstore.log;

import static java.util.Objects.requireNonNull;

import dev.daybook.database.DedicatedConnections;
import dev.daybook.database.SqlStates;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Partitions the table of the log by position, so that the indexes that new events go to stay small. The log is one table
 * until an operator begins the first partition.
 *
 * <p>PostgreSQL keeps the places in a stream unique within a partition only. A trigger refuses an event whose place is
 * taken in another partition, as the unique index would.
 */
@Component
public class LogPartitions {
    private static final String LOG = "domain_events";
    private static final String STREAM_INDEX = LOG + "_stream";
    /** Stands between a name and the first position of the partition that it belongs to. */
    private static final String FROM = "_from_";

    /** Constraint that proves where a partition ends, before it is one. */
    private static final String CLOSING = LOG + "_closing";

    /** Number of positions that a partition begins ahead, at least: they are drawn while the one before is read. */
    private static final long LEAST_AHEAD = 1_000;

    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final int LOCK_TIMEOUT_MILLIS = 500;

    private static final String REFUSE_TAKEN_PLACES = """
            create function refuse_taken_places() returns trigger language plpgsql as $function$
            declare
                taken record;
            begin
                -- Each of the statements below has to see what was committed before it.
                if current_setting('transaction_isolation') <> 'read committed' then
                    raise 'Events are appended in read committed transactions only';
                end if;
                -- Whoever appends to the same stream meanwhile waits here; always in the same order, against deadlocks.
                perform pg_advisory_xact_lock(x'0DA7B0D2'::int, key)
                from (select distinct hashtext(aggregate_id) & 1023 as key from appended order by key) as streams;
                select event.* into taken
                from appended event cross join lateral (
                    select from domain_events other
                    where other.aggregate_id = event.aggregate_id and other.sequence_number = event.sequence_number
                      and other.position <> event.position
                    limit 1) as others
                limit 1;
                if found then
                    raise unique_violation using
                        message = 'duplicate key value violates unique constraint "domain_events_stream"',
                        detail = format('Key (aggregate_id, sequence_number)=(%s, %s) already exists.',
                            taken.aggregate_id, taken.sequence_number),
                        table = 'domain_events',
                        constraint = 'domain_events_stream';
                end if;
                return null;
            end $function$""";

    private final DedicatedConnections connections;

    LogPartitions(DedicatedConnections connections) {
        this.connections = connections;
    }

    /** Whether an index of this name keeps the places in streams unique, in the whole log or in a partition. */
    public static boolean isStreamIndex(String index) {
        return index.equals(STREAM_INDEX) || index.startsWith(STREAM_INDEX + FROM);
    }

    /**
     * @param first the first position that it may have
     * @param last the last one; null for the partition that grows
     * @param events number of events, as the statistics of PostgreSQL estimate it
     * @param bytes size without indexes
     */
    public record Partition(
            String table,
            long first,
            @Nullable Long last,
            long events,
            long bytes,
            long indexBytes,
            String tablespace) {}

    /** All partitions in the order of their positions; the whole table when there are none. */
    public List<Partition> all() {
        return inSession(Session::all);
    }

    /** The first position that a partition can begin with now. */
    public long earliest() {
        return inSession(Session::earliest);
    }

    /**
     * Begins a partition, while the shop goes on: reads the one before once, and then locks the log for a moment. It tries
     * again for a minute when others hold the log.
     *
     * @param first its first position
     * @param steps consumer of a sentence about what is done next
     * @throws IllegalArgumentException when the position is before the earliest one
     */
    public void begin(long first, Consumer<String> steps) {
        this.<@Nullable Void>inSession(session -> {
            session.begin(first, steps);
            return null;
        });
    }

    private <T extends @Nullable Object> T inSession(Function<Session, T> work) {
        try (var connection = connections.open("daybook partitions")) {
            return work.apply(new Session(new SingleConnectionDataSource(connection, true)));
        } catch (SQLException e) {
            throw new IllegalStateException("No connection to the database: " + e.getMessage(), e);
        }
    }

    /** Something of the log, and the SQL that makes it. */
    private record Definition(String name, String sql) {
        static Definition of(ResultSet row, int number) throws SQLException {
            return new Definition(row.getString(1), row.getString(2));
        }
    }

    /** Works on one connection, which has no time limits but for locks. */
    private static final class Session {
        private final JdbcTemplate jdbc;
        private final TransactionTemplate transaction;

        Session(SingleConnectionDataSource connection) {
            jdbc = new JdbcTemplate(connection);
            transaction = new TransactionTemplate(new JdbcTransactionManager(connection));
        }

        List<Partition> all() {
            return jdbc.query("""
                    select relname, first, lead(first) over (order by first) - 1, greatest(reltuples, 0)::bigint,
                        pg_table_size(oid), pg_indexes_size(oid), coalesce(spcname, 'pg_default')
                    from (
                        select *, coalesce(substring(relname from '%2$s(\\d+)$')::bigint, 1) as first from pg_class
                        where oid = '%1$s'::regclass and relkind = 'r'
                            or oid in (select inhrelid from pg_inherits where inhparent = '%1$s'::regclass)) as partitions
                    left join (select oid as space, spcname from pg_tablespace) as spaces on space = reltablespace
                    order by first""".formatted(LOG, FROM), Session::partition);
        }

        private static Partition partition(ResultSet row, int number) throws SQLException {
            return new Partition(
                    row.getString(1),
                    row.getLong(2),
                    row.getObject(3, Long.class),
                    row.getLong(4),
                    row.getLong(5),
                    row.getLong(6),
                    row.getString(7));
        }

        /** A log that is twice as long takes twice as long to read, and grows twice as much meanwhile. */
        long earliest() {
            var growing = all().getLast();
            var drawn = number("select last_value from %s_position_seq".formatted(LOG));
            return Math.max(drawn, growing.first()) + LEAST_AHEAD + growing.events() / 100;
        }

        void begin(long first, Consumer<String> steps) {
            var earliest = earliest();
            if (first < earliest) {
                throw new IllegalArgumentException(
                        "A partition begins ahead of the log: at position %d or later.".formatted(earliest));
            }
            var before = all().getLast();
            try {
                underLocks(() -> proveEnd(before, first));
                steps.accept("%s is read once, %d MB, to prove where it ends."
                        .formatted(before.table(), before.bytes() / 1_000_000));
                jdbc.execute("set lock_timeout = 0");
                jdbc.execute("alter table %s validate constraint %s".formatted(before.table(), CLOSING));
                steps.accept("The log is locked for a moment.");
                underLocks(() -> append(before, first));
            } finally {
                // After a failure it would refuse all events from that position on.
                underLocks(() -> jdbc.queryForList(
                                "select conrelid::regclass::text from pg_constraint where conname = '%s'"
                                        .formatted(CLOSING),
                                String.class)
                        .forEach(this::dropProof));
            }
        }

        /** Retries when a lock is not granted soon: while it waits behind others, the whole shop would wait behind it. */
        private void underLocks(Runnable changes) {
            var deadline = System.nanoTime() + PATIENCE.toNanos();
            while (true) {
                try {
                    transaction.executeWithoutResult(_ -> {
                        jdbc.execute("set local lock_timeout = " + LOCK_TIMEOUT_MILLIS);
                        changes.run();
                    });
                    return;
                } catch (DataAccessException e) {
                    if (!SqlStates.isLockTimeoutOrDeadlock(e) || System.nanoTime() > deadline) {
                        throw e;
                    }
                }
                pause();
            }
        }

        private static void pause() {
            try {
                Thread.sleep(ThreadLocalRandom.current().nextLong(50, 500));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException("Interrupted", e);
            }
        }

        private void proveEnd(Partition partition, long end) {
            jdbc.execute("alter table %s add constraint %s check (position >= %d and position < %d) not valid"
                    .formatted(partition.table(), CLOSING, partition.first(), end));
        }

        private void dropProof(String table) {
            jdbc.execute("alter table %s drop constraint %s".formatted(table, CLOSING));
        }

        private void append(Partition before, long first) {
            jdbc.execute("lock table %s in access exclusive mode".formatted(LOG));
            var closed = before.table().equals(LOG) ? LOG + FROM + before.first() : before.table();
            if (before.table().equals(LOG)) {
                moveLogInto(closed);
            } else {
                jdbc.execute("alter table %s detach partition %s".formatted(LOG, closed));
            }
            jdbc.execute("alter table %s attach partition %s for values from (%d) to (%d)"
                    .formatted(LOG, closed, before.first(), first));
            dropProof(closed);
            var next = LOG + FROM + first;
            jdbc.execute(
                    "create table %s partition of %s for values from (%d) to (maxvalue)".formatted(next, LOG, first));
            for (var unique : definitions(
                    "select conname, pg_get_constraintdef(oid) from pg_constraint where contype = 'u' and conrelid",
                    closed)) {
                jdbc.execute("alter table %s add constraint %s %s"
                        .formatted(next, unique.name().replaceFirst("\\d+$", String.valueOf(first)), unique.sql()));
            }
            grantAs(closed, next);
        }

        /**
         * Makes the log a partitioned table of the same name, with the same indexes, triggers, positions and privileges.
         * The table that was the log has its indexes already, and becomes the first partition.
         */
        private void moveLogInto(String partition) {
            var triggers = definitions(
                    "select tgname, pg_get_triggerdef(oid) from pg_trigger where not tgisinternal and tgrelid", LOG);
            var indexes = definitions(
                    "select relname, pg_get_indexdef(oid) from pg_index join pg_class on oid = indexrelid where not indisunique and indrelid",
                    LOG);
            var names = definitions(
                    "select relname, '' from pg_index join pg_class on oid = indexrelid where indrelid", LOG);
            var referring =
                    definitions("select conname, conrelid::regclass::text from pg_constraint where confrelid", LOG);
            var drawn = number("select last_value from %s_position_seq".formatted(LOG));

            jdbc.execute("alter table %s rename to %s".formatted(LOG, partition));
            names.forEach(index -> jdbc.execute(
                    "alter index %s rename to %1$s%s".formatted(index.name(), partition.substring(LOG.length()))));
            triggers.forEach(trigger -> jdbc.execute("drop trigger %s on %s".formatted(trigger.name(), partition)));
            // A partitioned table has no key without the position that they could refer to; and no event is ever
            // deleted.
            referring.forEach(
                    key -> jdbc.execute("alter table %s drop constraint %s".formatted(key.sql(), key.name())));

            jdbc.execute(
                    "create table %s (like %s including storage including compression) partition by range (position)"
                            .formatted(LOG, partition));
            jdbc.execute("create sequence positions_moved minvalue 0");
            grantAs(partition, LOG);
            grantAs(LOG + "_position_seq", "positions_moved");
            jdbc.execute("alter table %s alter position drop identity".formatted(partition));
            jdbc.execute("alter sequence positions_moved rename to %s_position_seq".formatted(LOG));
            jdbc.execute("alter sequence %1$s_position_seq owned by %1$s.position".formatted(LOG));
            number("select setval('%s_position_seq', %d)".formatted(LOG, drawn));
            jdbc.execute(
                    "alter table %1$s alter position set default nextval('%1$s_position_seq'), add primary key (position)"
                            .formatted(LOG));
            indexes.forEach(index -> jdbc.execute(index.sql()));
            triggers.forEach(trigger -> jdbc.execute(trigger.sql()));
            jdbc.execute(REFUSE_TAKEN_PLACES);
            jdbc.execute("""
                    create trigger refuse_taken_places after insert on %s referencing new table as appended
                    for each statement execute function refuse_taken_places()""".formatted(LOG));
        }

        /** Lets others do with a table or sequence what they may do with another. */
        private void grantAs(String from, String to) {
            jdbc.queryForList("""
                            select format('grant %%s on %s to %%s', privilege_type,
                                case grantee when 0 then 'public' else grantee::regrole::text end)
                            from pg_class, aclexplode(relacl) where oid = '%s'::regclass and grantee <> relowner""".formatted(to, from), String.class).forEach(jdbc::execute);
        }

        private List<Definition> definitions(String sql, String table) {
            return jdbc.query("%s = '%s'::regclass".formatted(sql, table), Definition::of);
        }

        private long number(String sql) {
            return requireNonNull(jdbc.queryForObject(sql, Long.class));
        }
    }
}
