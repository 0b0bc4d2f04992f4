package dev.daybook.eventstore.axon;

import dev.daybook.commands.InsertedRows;
import dev.daybook.database.RowBatch;
import dev.daybook.database.ViewMappings;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.messaging.unitofwork.CurrentUnitOfWork;
import org.axonframework.messaging.unitofwork.UnitOfWork;
import org.axonframework.messaging.unitofwork.UnitOfWork.Phase;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/**
 * Holds back the events of a command and of its nested commands, and the rows projected from them, until just before the
 * commit. Then one statement appends the events, and one writes the rows.
 */
@Component
class CommitBatches {
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
        return root.phase() == Phase.PREPARE_COMMIT
                ? Optional.of(root.getOrComputeResource(KEY, _ -> new Batch(root, new RowBatch(mappings, jdbc))))
                : Optional.empty();
    }

    /** Rows of the database, outside of a batch. */
    RowBatch read() {
        return new RowBatch(mappings, jdbc);
    }

    static final class Batch {
        private final UnitOfWork<?> root;
        private final RowBatch rows;
        private final List<UUID> ids;
        private final List<EventMessage<?>> events = new ArrayList<>();
        private Consumer<List<EventMessage<?>>> append = _ -> {};
        private boolean isDue;

        private Batch(UnitOfWork<?> root, RowBatch rows) {
            this.root = root;
            this.rows = rows;
            this.ids = ChangedStreams.of(root).stream()
                    .map(Batch::idOf)
                    .filter(Objects::nonNull)
                    .toList();
            InsertedRows.keep(root, rows::inserted);
        }

        /** The id at the end of a stream's name, which rows projected from it have. */
        private static @Nullable UUID idOf(String stream) {
            try {
                return UUID.fromString(stream.substring(Math.max(0, stream.length() - UUID_LENGTH)));
            } catch (IllegalArgumentException otherwiseNamed) {
                return null;
            }
        }

        void append(List<? extends EventMessage<?>> appended, Consumer<List<EventMessage<?>>> append) {
            this.append = append;
            events.addAll(appended);
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
            if (!events.isEmpty()) {
                append.accept(List.copyOf(events));
                events.clear();
            }
            rows.flush();
        }
    }
}
