package dev.daybook.replay;

import dev.daybook.eventstore.log.EventReader;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.axonframework.eventhandling.DomainEventMessage;

/**
 * Projects the streams of a database snapshot into shadow tables: one or several connections side by side each read
 * their part of the streams, and all write on one.
 */
final class SnapshotLoad {
    private final ReplayContext context;
    private final Collection<Class<?>> streamHandlers;
    private final ShadowTables tables;
    private final EventReader.Excerpt excerpt;
    private final RunProgress progress;

    SnapshotLoad(
            ReplayContext context,
            Collection<Class<?>> streamHandlers,
            ShadowTables tables,
            EventReader.Excerpt excerpt,
            RunProgress progress) {
        this.context = context;
        this.streamHandlers = streamHandlers;
        this.tables = tables;
        this.excerpt = excerpt;
        this.progress = progress;
    }

    /**
     * @param streams a range for each connection
     * @param snapshot exported by a transaction that is still open
     */
    void run(List<EventReader.StreamRange> streams, String snapshot) throws InterruptedException {
        var working = new ArrayList<Future<?>>();
        try (var threads = Executors.newThreadPerTaskExecutor(
                Thread.ofPlatform().name("replay-", 0).factory())) {
            for (var range : streams) {
                var queue = new EventBatchQueue(progress);
                working.add(threads.submit(() -> progress.attempt(() -> read(snapshot, range, queue))));
                working.add(threads.submit(() -> progress.attempt(() -> project(queue))));
            }
            progress.await(working);
        }
    }

    /**
     * Reads, decrypts and deserializes the events while the other thread projects them; their metadata are deserialized
     * there, by the event handlers that ask for them.
     */
    private void read(String snapshot, EventReader.StreamRange range, EventBatchQueue queue) throws SQLException {
        try (var connection = progress.watch(context.connections().open("daybook replay"))) {
            connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
            connection.setAutoCommit(false);
            try (var statement = connection.createStatement()) {
                statement.execute("set transaction snapshot '" + snapshot + "'");
            }
            context.log().readStreams(connection, excerpt, range, batch -> {
                for (var event : batch) {
                    var _ = event.getPayload();
                }
                if (!batch.isEmpty()) {
                    queue.put(batch);
                }
            });
            queue.end();
        }
    }

    private void project(EventBatchQueue queue) {
        var rows = new StreamRows(context.mappings(), tables);
        var streams = new Streams(ProjectionRunner.of(streamHandlers, rows.operations()), rows);
        for (var batch = queue.take(); !batch.isEmpty(); batch = queue.take()) {
            streams.project(batch);
        }
        rows.flush();
    }

    /** Projects events stream by stream, and writes the rows of each stream at its end. */
    private final class Streams {
        private final ProjectionRunner runner;
        private final StreamRows rows;
        private String current = "";

        Streams(ProjectionRunner runner, StreamRows rows) {
            this.runner = runner;
            this.rows = rows;
        }

        void project(List<? extends DomainEventMessage<?>> batch) {
            for (var event : batch) {
                if (!event.getAggregateIdentifier().equals(current)) {
                    rows.endOfStream();
                    current = event.getAggregateIdentifier();
                }
                runner.project(event);
            }
            progress.add(batch.size());
        }
    }
}
