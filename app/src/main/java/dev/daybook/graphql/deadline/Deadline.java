package dev.daybook.graphql.deadline;

import dev.daybook.database.CancellableWork;
import graphql.ExecutionInput;
import graphql.schema.DataFetcher;
import graphql.schema.DataFetchingEnvironment;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Deadline of one operation. A command is never cut off by it: it commits or rolls back within time-outs of its own. But
 * none is begun when it is over, and what is selected of a command's payload is read until then, counted from the end of
 * the command.
 */
public final class Deadline {
    private final Duration limit;
    private final CancellableWork work = CancellableWork.begin();
    private final long began = System.nanoTime();
    private long since = began;
    private boolean inCommand;
    private boolean hasSentCommand;
    private boolean cancelling;
    private volatile boolean expired;
    private volatile @Nullable ExecutionInput input;

    Deadline(Duration limit) {
        this.limit = limit;
    }

    /** The deadline of the operation; none where it was not sent over HTTP or a WebSocket. */
    public static @Nullable Deadline of(DataFetchingEnvironment field) {
        return field.getGraphQlContext().get(Deadline.class);
    }

    /** Fetches a mutation, unless the time is over. */
    public static DataFetcher<?> ofCommand(DataFetcher<?> mutation) {
        return field -> {
            var deadline = of(field);
            if (deadline == null) {
                return mutation.get(field);
            }
            deadline.beginCommand();
            try {
                return mutation.get(field);
            } finally {
                deadline.endCommand();
            }
        };
    }

    private synchronized void beginCommand() {
        if (expired || isOver(began)) {
            throw DeadlineExceeded.beforeMutation(limit);
        }
        inCommand = true;
        hasSentCommand = true;
    }

    private synchronized void endCommand() {
        inCommand = false;
        since = System.nanoTime();
    }

    /** Makes the execution with this input one that ends at the deadline. */
    ExecutionInput govern(ExecutionInput input, ExecutionInput.Builder builder) {
        this.input = input;
        return builder.graphQLContext(Map.of(Deadline.class, this)).build();
    }

    /** Cancels the operation if its time is over, and again while its thread has not noticed. */
    synchronized void check() {
        if (inCommand || !isOver(since)) {
            return;
        }
        expired = true;
        if (input != null) {
            input.cancel();
        }
        if (!cancelling) {
            cancelling = true;
            Thread.ofVirtual().name("deadline").start(this::cancelStatement);
        }
    }

    private void cancelStatement() {
        work.cancel();
        synchronized (this) {
            cancelling = false;
        }
    }

    private boolean isOver(long since) {
        return System.nanoTime() - since > limit.toNanos();
    }

    void end() {
        work.end();
    }

    public boolean isExpired() {
        return expired;
    }

    /** The exception for an operation that has expired. */
    public synchronized DeadlineExceeded exceeded() {
        return hasSentCommand ? DeadlineExceeded.afterMutation(limit) : DeadlineExceeded.ofQuery(limit);
    }
}
