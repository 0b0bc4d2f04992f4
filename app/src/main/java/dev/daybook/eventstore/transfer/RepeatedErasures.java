package dev.daybook.eventstore.transfer;

import dev.daybook.commands.Actor;
import dev.daybook.commands.ActorCorrelationProvider;
import dev.daybook.database.LongTransactions;
import dev.daybook.personaldata.PersonalKeyring;
import dev.daybook.users.Credentials;
import dev.daybook.users.UserEvent.UserErased;
import dev.daybook.users.UserId;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.axonframework.common.transaction.TransactionManager;
import org.axonframework.eventhandling.EventBus;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.messaging.unitofwork.DefaultUnitOfWork;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Erases again, in a database that was restored from before an erasure, whom a younger file of keys knows as erased. That
 * was decided once, so nothing is asked again, not even whether an administrator is left.
 */
@Component
public class RepeatedErasures {
    private static final String REASON = "Was erased after the backup that was restored";

    private final JdbcClient jdbc;
    private final LongTransactions transactions;
    private final PersonalKeyring keyring;
    private final Credentials credentials;
    private final EventBus events;
    private final TransactionManager commands;

    RepeatedErasures(
            JdbcClient jdbc,
            LongTransactions transactions,
            PersonalKeyring keyring,
            Credentials credentials,
            EventBus events,
            TransactionManager commands) {
        this.jdbc = jdbc;
        this.transactions = transactions;
        this.keyring = keyring;
        this.credentials = credentials;
        this.events = events;
        this.commands = commands;
    }

    /**
     * Destroys all keys that are destroyed in the file, and completes these erasures.
     *
     * @return those who were not erased here
     * @throws BrokenLogFile when the file is incomplete, or holds anything but keys
     */
    public List<UserId> of(InputStream keys) {
        transactions.write(() -> {
            var lines = new LogLines(keys);
            var header = lines.headerOfKeys();
            for (long i = 0; i < header.keys(); i++) {
                var key = lines.next(LogFile.Key.class);
                if (key.wrappedKey() == null) {
                    keyring.destroy(new UserId(key.userId()));
                }
            }
            lines.trailer(header);
            return header;
        });
        return complete();
    }

    /** Completes the erasure of all whose key is destroyed, but whose stream does not say so. */
    private List<UserId> complete() {
        record Unfinished(UserId user, String type, long length) {}
        var unfinished = jdbc.sql("""
                        select key.user_id, min(event.aggregate_type) as type, count(*) as length
                        from personal_keys key join domain_events event on event.aggregate_id = key.user_id::text
                        where key.wrapped_key is null
                        group by key.user_id
                        having not bool_or(event.type = 'users.UserErased') order by key.user_id""")
                .query((row, _) -> new Unfinished(
                        new UserId(row.getObject("user_id", UUID.class)), row.getString("type"), row.getLong("length")))
                .list();
        unfinished.forEach(stream -> erase(stream.user(), stream.type(), stream.length()));
        return unfinished.stream().map(Unfinished::user).toList();
    }

    private void erase(UserId user, String type, long length) {
        var cause = UUID.randomUUID().toString();
        var metadata = Map.of(
                Actor.METADATA_KEY, new Actor.System("command line").toString(),
                ActorCorrelationProvider.CORRELATION_ID, cause,
                ActorCorrelationProvider.CAUSATION_ID, cause);
        var event =
                new GenericDomainEventMessage<>(type, user.toString(), length, new UserErased(user, REASON), metadata);
        var work = DefaultUnitOfWork.startAndGet(event);
        work.attachTransaction(commands);
        work.execute(() -> {
            credentials.forget(user);
            events.publish(List.of(event));
        });
    }
}
