package dev.daybook.commands;

import dev.daybook.users.index.UniqueIndex;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import org.axonframework.commandhandling.GenericCommandMessage;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.retry.RetryPolicy;
import org.springframework.core.retry.RetryTemplate;
import org.springframework.stereotype.Component;

/**
 * Sends commands to their aggregates, and retries them on conflict. A command and all that it causes are one
 * transaction; when it conflicts with another, the whole command is sent again, so that the caller does not notice.
 */
@Component
public class Commands {
    private final CommandGateway gateway;
    private final Admission admission;
    private final Set<UniqueIndex> retried;
    private final RetryTemplate retry;

    @Autowired
    Commands(CommandGateway gateway, Admission admission) {
        this(gateway, admission, Set.of());
    }

    private Commands(CommandGateway gateway, Admission admission, Set<UniqueIndex> retried) {
        this.gateway = gateway;
        this.admission = admission;
        this.retried = retried;
        this.retry = new RetryTemplate(RetryPolicy.builder()
                .maxRetries(20)
                .delay(Duration.ofMillis(5))
                .multiplier(1.7)
                .jitter(Duration.ofMillis(5))
                .maxDelay(Duration.ofMillis(250))
                .predicate(thrown -> failure(thrown).isRetried())
                .build());
    }

    /**
     * A gateway that also retries on a violation of these unique indexes: another command has taken a value that the
     * command itself found free.
     */
    public Commands retryingOnConflictOf(UniqueIndex... indexes) {
        return new Commands(gateway, admission, Set.of(indexes));
    }

    /** Sends the command on behalf of the actor. Throws the refusal of the command. */
    public void send(Object command, Actor actor) {
        sendFor(command, actor, Object.class);
    }

    /** Sends a command that has a result. */
    public <R> R sendFor(Object command, Actor actor, Class<R> answer) {
        return answer.cast(retried(() -> dispatch(command, Map.of(Actor.METADATA_KEY, actor.toString()))));
    }

    /**
     * Sends the command, unless it was sent before under the same idempotency key: then nothing happens, and the
     * receipt has the earlier result.
     *
     * @param result the id that the command creates or changes, stored for later calls with the key
     * @throws IdempotencyKeyReused when the key was used for something else
     */
    public Receipt<UUID> sendOnce(Object command, Actor actor, IdempotencyKey key, UUID result) {
        return sendOnce(command, actor, new Idempotency.IdempotentCall(actor, key, UUID.class, result));
    }

    /** Sends a command whose result, of this type, is stored for later calls with the key. */
    public <R> Receipt<R> sendOnce(Object command, Actor actor, IdempotencyKey key, Class<R> answer) {
        return sendOnce(command, actor, new Idempotency.IdempotentCall(actor, key, answer, null));
    }

    @SuppressWarnings("unchecked")
    private <R> Receipt<R> sendOnce(Object command, Actor actor, Idempotency.IdempotentCall call) {
        var inserted = new InsertedRows();
        var receipt = (Receipt<R>) retried(() -> dispatch(
                command,
                Map.of(
                        Actor.METADATA_KEY,
                        actor.toString(),
                        Idempotency.METADATA_KEY,
                        call,
                        InsertedRows.METADATA_KEY,
                        inserted)));
        return new Receipt<>(receipt.result(), receipt.replayed(), inserted);
    }

    private Object retried(Supplier<Object> attempt) {
        try {
            return retry.invoke(attempt);
        } catch (RuntimeException e) {
            throw failure(e).isBusy() ? Busy.onStream(e) : e;
        }
    }

    private Object dispatch(Object command, Map<String, ?> metadata) {
        return admission.admitted(command, () -> handle(command, metadata));
    }

    private Object handle(Object command, Map<String, ?> metadata) {
        var reads = new TrustedReads();
        try {
            return handle(command, metadata, Map.of(TrustedReads.METADATA_KEY, reads));
        } catch (RuntimeException refusal) {
            if (reads.isEmpty() || failure(refusal) != Failure.DECIDED) {
                throw refusal;
            }
            // A cached aggregate may have been stale, and is no longer cached.
            return handle(command, metadata, Map.of());
        }
    }

    private Object handle(Object command, Map<String, ?> metadata, Map<String, ?> reads) {
        Object answer = gateway.sendAndWait(GenericCommandMessage.asCommandMessage(command)
                .andMetaData(metadata)
                .andMetaData(reads));
        return answer == null ? Void.TYPE : answer;
    }

    private Failure failure(Throwable thrown) {
        return Failure.of(thrown, retried);
    }
}
