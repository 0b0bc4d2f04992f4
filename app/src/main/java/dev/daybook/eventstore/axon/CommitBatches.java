package dev.daybook.eventstore.axon;

import dev.daybook.commands.CommandRows;
import dev.daybook.commands.CommandWrites;
import dev.daybook.database.RowBatch;
import dev.daybook.database.ViewMappings;
import dev.daybook.database.Write;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.messaging.unitofwork.CurrentUnitOfWork;
import org.axonframework.messaging.unitofwork.UnitOfWork;
import org.axonframework.messaging.unitofwork.UnitOfWork.Phase;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/**
 * Holds back the events of a command and of its nested commands, the rows projected from them, and what else the command
 * stores, until just before the commit. Then one statement writes all.
 */
@Component
class CommitBatches implements CommandWrites {
    private static final String KEY = CommitBatches.class.getName();
    private static final int UUID_LENGTH = 36;

    private final ViewMappings mappings;
    private final JdbcTemplate jdbc;

    CommitBatches(ViewMappings mappings, JdbcTemplate jdbc) {
        this.mappings = mappings;
        this.jdbc = jdbc;
    }

    /** The batch of the command whose events are published on this thread; none while commands are handled. */
    Optional<Batch> current() {
        if (!CurrentUnitOfWork.isStarted()) {
            return Optional.empty();
        }
        var root = CurrentUnitOfWork.get().root();
        return root.phase() == Phase.PREPARE_COMMIT ? Optional.of(of(root)) : Optional.empty();
    }

    private Batch of(UnitOfWork<?> root) {
        return root.getOrComputeResource(KEY, _ -> new Batch(root, new RowBatch(mappings, jdbc)));
    }

    @Override
    public void add(UnitOfWork<?> root, Write write) {
        of(root).add(write);
    }

    /** Rows of the database, outside of a batch. */
    RowBatch read() {
        return new RowBatch(mappings, jdbc);
    }

    /** Appends events outside of a command. */
    void append(List<? extends EventMessage<?>> events, Appending by) {
        append(events, by, List.of(), read());
    }

    private static void append(
            List<? extends EventMessage<?>> events, Appending by, List<Write> others, RowBatch rows) {
        var writes = new ArrayList<>(others);
        writes.add(by.of(events));
        try {
            rows.flush(writes);
        } catch (DataAccessException failure) {
            by.refused(events, failure);
            throw failure;
        }
    }

    /** Turns events into the statement that appends them. */
    interface Appending {
        Write of(List<? extends EventMessage<?>> events);

        /** Throws what Axon expects when the log has refused an event; returns when something else was refused. */
        void refused(List<? extends EventMessage<?>> events, DataAccessException failure);
    }

    static final class Batch {
        private final UnitOfWork<?> root;
        private final RowBatch rows;
        private final List<UUID> ids;
        private final List<EventMessage<?>> events = new ArrayList<>();
        private final List<Write> others = new ArrayList<>();
        private @Nullable Appending appending;
        private boolean isDue;

        private Batch(UnitOfWork<?> root, RowBatch rows) {
            this.root = root;
            this.rows = rows;
            this.ids = ChangedStreams.of(root).stream()
                    .map(Batch::idOf)
                    .filter(Objects::nonNull)
                    .toList();
            CommandRows.keepInserted(root, rows::inserted);
        }

        /** The id at the end of a stream's name, which rows projected from it have. */
        private static @Nullable UUID idOf(String stream) {
            try {
                return UUID.fromString(stream.substring(Math.max(0, stream.length() - UUID_LENGTH)));
            } catch (IllegalArgumentException otherwiseNamed) {
                return null;
            }
        }

        void append(List<? extends EventMessage<?>> appended, Appending by) {
            appending = by;
            events.addAll(appended);
            flushBeforeCommit();
        }

        private void add(Write other) {
            others.add(other);
            flushBeforeCommit();
        }

        /** The row, read together with those of all streams that the command changes. */
        <V> @Nullable V find(Class<V> view, Object id) {
            return rows.find(view, id, ids);
        }

        /** The rows, to be read. */
        RowBatch rows() {
            return rows;
        }

        /** The rows, to be changed. */
        RowBatch changing() {
            flushBeforeCommit();
            return rows;
        }

        /** Flushes when all is done that is due in this phase by now; what comes later is flushed later. */
        private void flushBeforeCommit() {
            if (!isDue) {
                isDue = true;
                root.onPrepareCommit(_ -> flush());
            }
        }

        private void flush() {
            isDue = false;
            if (appending == null || events.isEmpty()) {
                rows.flush(others);
            } else {
                CommitBatches.append(List.copyOf(events), appending, others, rows);
            }
            others.clear();
            events.clear();
        }
    }
}
