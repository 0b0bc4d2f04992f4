package dev.daybook.commands;

import dev.daybook.database.SqlStates;
import dev.daybook.database.StoredJson;
import dev.daybook.database.Write;
import dev.daybook.personaldata.KeyedHash;
import dev.daybook.personaldata.MasterKey;
import dev.daybook.users.UserEvent.UserErased;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.axonframework.commandhandling.CommandMessage;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.messaging.InterceptorChain;
import org.axonframework.messaging.unitofwork.CurrentUnitOfWork;
import org.axonframework.messaging.unitofwork.UnitOfWork;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/**
 * Handles a command once per idempotency key. The key is stored together with what the command has done: of two concurrent
 * calls the second waits for the commit of the first, is undone, and finds its result; a failed command leaves its key
 * free.
 */
@Component
public class Idempotency {
    static final String METADATA_KEY = "once";

    private static final String ERASED = Idempotency.class.getName();
    private static final String INDEX = "idempotency_keys_pkey";
    private static final int DELETE_BATCH_SIZE = 1_000;

    private static final String INSERT = """
            insert into idempotency_keys (actor, mutation, key, fingerprint, result) values (?, ?, ?, ?, ?::jsonb)""";

    private final JdbcClient jdbc;
    private final CommandWrites writes;
    private final Admission admission;
    private final KeyedHash hash;
    private final JsonMapper json;

    Idempotency(JdbcClient jdbc, CommandWrites writes, Admission admission, MasterKey masterKey) {
        this.jdbc = jdbc;
        this.admission = admission;
        this.writes = writes;
        this.hash = masterKey.keyedHash();
        var mapper = JsonMapper.builder();
        StoredJson.configure(mapper);
        this.json = mapper.build();
    }

    /**
     * @param type the type of the result, to deserialize it
     * @param result the result if it is known before the command is handled; null when the command returns it
     */
    record IdempotentCall(
            Actor actor,
            IdempotencyKey key,
            Class<?> type,
            @Nullable Object result) {}

    /** Handles the command, unless it was handled before or is being handled under the same key. */
    Receipt<?> once(IdempotentCall call, Supplier<Object> command) {
        return admission.reading(() -> earlier(call)).orElseGet(() -> {
            try {
                return (Receipt<?>) command.get();
            } catch (RuntimeException failure) {
                if (SqlStates.isLockTimeoutOn(INDEX, failure)) {
                    throw new IdempotencyInProgress();
                }
                if (SqlStates.isTransient(failure)) {
                    throw failure;
                }
                // A concurrent call may have been handled since.
                return admission.reading(() -> earlier(call)).orElseThrow(() -> failure);
            }
        });
    }

    /** Intercepts the command bus. (If the class implemented the interceptor, Axon would register it a second time.) */
    public @Nullable Object intercept(UnitOfWork<? extends CommandMessage<?>> work, InterceptorChain chain)
            throws Exception {
        var answer = chain.proceed();
        if (!(work.getMessage().getMetaData().get(METADATA_KEY) instanceof IdempotentCall call)) {
            return answer;
        }
        var result = call.result() == null ? answer : call.result();
        work.root().onPrepareCommit(root -> store(result, call, root));
        return new Receipt<>(result, false);
    }

    private void store(@Nullable Object result, IdempotentCall call, UnitOfWork<?> root) {
        var key = call.key();
        if (!root.getOrDefaultResource(ERASED, Set.of()).contains(call.actor())) {
            writes.add(
                    root,
                    new Write(
                            INSERT,
                            List.of(
                                    call.actor().toString(),
                                    key.mutation(),
                                    key.key(),
                                    fingerprint(key),
                                    json.writeValueAsString(result))));
        }
    }

    /** Locks the key that it finds: the commit of a lock waits for a synchronous standby, which that of the key may not have. */
    private Optional<Receipt<?>> earlier(IdempotentCall call) {
        var key = call.key();
        return jdbc.sql("""
                        select fingerprint, result from idempotency_keys
                        where actor = ? and mutation = ? and key = ? for key share""")
                .params(call.actor().toString(), key.mutation(), key.key())
                .<Receipt<?>>query((row, _) -> {
                    if (!fingerprint(key).equals(row.getString("fingerprint"))) {
                        throw new IdempotencyKeyReused(key);
                    }
                    return new Receipt<>(json.readValue(row.getString("result"), call.type()), true);
                })
                .optional();
    }

    /** Deletes the keys of an erased user, since a client may choose keys that identify them; that of the erasure is not stored. */
    @EventHandler
    void on(UserErased event) {
        var actor = new Actor.User(event.user());
        CurrentUnitOfWork.get()
                .root()
                .<Set<Actor>>getOrComputeResource(ERASED, _ -> new HashSet<>())
                .add(actor);
        jdbc.sql("delete from idempotency_keys where actor = ?")
                .param(actor.toString())
                .update();
    }

    /** Keyed hash of the input, which holds passwords and addresses that must not be found out from the table by trying. */
    private String fingerprint(IdempotencyKey key) {
        return HexFormat.of().formatHex(hash.of(key.fingerprint()));
    }

    @Scheduled(fixedDelay = 1, timeUnit = TimeUnit.HOURS)
    void deleteOldKeys() {
        int deleted;
        do {
            deleted = jdbc.sql("""
                            delete from idempotency_keys where (actor, mutation, key) in (
                            select actor, mutation, key from idempotency_keys
                            where created_at < now() - interval '7 days' limit ? for update skip locked)""").param(DELETE_BATCH_SIZE).update();
        } while (deleted == DELETE_BATCH_SIZE);
    }
}
