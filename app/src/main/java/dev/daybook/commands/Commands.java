package dev.daybook.commands;

import dev.daybook.ordering.Checkout;
import dev.daybook.ordering.OrderCommand.PlaceOrder;
import dev.daybook.ordering.Quote;
import dev.daybook.users.index.UniqueIndex;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import org.axonframework.commandhandling.CommandMessage;
import org.axonframework.commandhandling.GenericCommandMessage;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.springframework.beans.factory.ObjectProvider;
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
    /** None where nobody orders: on the command line. */
    private final ObjectProvider<Checkout> checkout;

    private final Idempotency idempotency;
    private final CommandMeters meters;
    private final Set<UniqueIndex> retried;
    private final RetryTemplate retry;

    @Autowired
    Commands(
            CommandGateway gateway,
            Admission admission,
            ObjectProvider<Checkout> checkout,
            Idempotency idempotency,
            CommandMeters meters) {
        this(gateway, admission, checkout, idempotency, meters, Set.of());
    }

    private Commands(
            CommandGateway gateway,
            Admission admission,
            ObjectProvider<Checkout> checkout,
            Idempotency idempotency,
            CommandMeters meters,
            Set<UniqueIndex> retried) {
        this.gateway = gateway;
        this.admission = admission;
        this.checkout = checkout;
        this.idempotency = idempotency;
        this.meters = meters;
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
        return new Commands(gateway, admission, checkout, idempotency, meters, Set.of(indexes));
    }

    /** Sends the command on behalf of the actor. Throws the refusal of the command. */
    public void send(Object command, Actor actor) {
        sendFor(command, actor, Object.class);
    }

    /** Sends a command that has a result. */
    public <R> R sendFor(Object command, Actor actor, Class<R> answer) {
        return answer.cast(retried(command, () -> dispatch(command, Map.of(Actor.METADATA_KEY, actor.toString()))));
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
        var rows = new CommandRows();
        var metadata = Map.of(
                Actor.METADATA_KEY, actor.toString(), Idempotency.METADATA_KEY, call, CommandRows.METADATA_KEY, rows);
        var receipt = (Receipt<R>) retried(command, () -> idempotency.once(call, () -> dispatch(command, metadata)));
        return new Receipt<>(receipt.result(), receipt.replayed(), rows);
    }

    private Object retried(Object command, Supplier<Object> attempt) {
        var call = meters.begin(command);
        try {
            var answer = retry.<Object>invoke(() -> {
                call.attempt();
                return attempt.get();
            });
            call.answered(answer);
            return answer;
        } catch (RuntimeException e) {
            var kind = failure(e);
            call.failed(e, kind);
            throw kind.isBusy() ? Busy.onStream(e) : e;
        }
    }

    private Object dispatch(Object command, Map<String, ?> metadata) {
        var message = quoted(GenericCommandMessage.asCommandMessage(command).andMetaData(metadata));
        try (var _ = LogFields.of(message)) {
            return admission.admitted(message.getPayload(), () -> handle(message));
        }
    }

    /** What an order needs to know is read while it holds no lock, which all other orders of its products would wait for. */
    private CommandMessage<?> quoted(CommandMessage<?> message) {
        return message.getPayload() instanceof PlaceOrder order
                ? message.andMetaData(Map.of(
                        Quote.METADATA_KEY,
                        admission.reading(() -> CommandRows.keepingRead(
                                message, () -> checkout.getObject().quote(order)))))
                : message;
    }

    private Object handle(CommandMessage<?> message) {
        var reads = new TrustedReads();
        try {
            return send(message.andMetaData(Map.of(TrustedReads.METADATA_KEY, reads)));
        } catch (RuntimeException refusal) {
            if (reads.isEmpty() || failure(refusal) != Failure.DECIDED) {
                throw refusal;
            }
            // A cached aggregate may have been stale, and is no longer cached.
            return send(message);
        }
    }

    private Object send(CommandMessage<?> message) {
        Object answer = gateway.sendAndWait(message);
        return answer == null ? Void.TYPE : answer;
    }

    private Failure failure(Throwable thrown) {
        return Failure.of(thrown, retried);
    }
}
