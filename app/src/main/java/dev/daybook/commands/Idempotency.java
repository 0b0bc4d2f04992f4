package dev.daybook.commands;

import dev.daybook.database.StoredJson;
import dev.daybook.personaldata.KeyedHash;
import dev.daybook.personaldata.MasterKey;
import dev.daybook.users.UserEvent.UserErased;
import java.util.HexFormat;
import java.util.concurrent.TimeUnit;
import org.axonframework.commandhandling.CommandMessage;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.messaging.InterceptorChain;
import org.axonframework.messaging.unitofwork.UnitOfWork;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.CannotAcquireLockException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/**
 * Handles a command once per idempotency key. The key is claimed in the transaction of the command: a concurrent second
 * call waits until the first has committed, and then finds its result; a failed command leaves its key free.
 */
@Component
public class Idempotency {
    static final String METADATA_KEY = "once";

    private static final int DELETE_BATCH_SIZE = 1_000;

    private final JdbcClient jdbc;
    private final KeyedHash hash;
    private final JsonMapper json;

    Idempotency(JdbcClient jdbc, MasterKey masterKey) {
        this.jdbc = jdbc;
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

    /** Intercepts the command bus. (If the class implemented the interceptor, Axon would register it a second time.) */
    public @Nullable Object intercept(UnitOfWork<? extends CommandMessage<?>> work, InterceptorChain chain)
            throws Exception {
        if (!(work.getMessage().getMetaData().get(METADATA_KEY) instanceof IdempotentCall call)) {
            return chain.proceed();
        }
        if (!tryClaim(call)) {
            return earlierResult(call);
        }
        var answer = chain.proceed();
        if (call.result() != null) {
            return new Receipt<>(call.result(), false);
        }
        storeResult(answer, call);
        return new Receipt<>(answer, false);
    }

    private boolean tryClaim(IdempotentCall call) {
        try {
            return insert(call);
        } catch (CannotAcquireLockException e) {
            throw new IdempotencyInProgress();
        }
    }

    private boolean insert(IdempotentCall call) {
        var key = call.key();
        return jdbc.sql("""
                                insert into idempotency_keys (actor, mutation, key, fingerprint, result)
                                values (?, ?, ?, ?, ?::jsonb) on conflict do nothing""")
                        .params(
                                call.actor().toString(),
                                key.mutation(),
                                key.key(),
                                fingerprint(key),
                                json.writeValueAsString(call.result()))
                        .update()
                == 1;
    }

    private void storeResult(Object answer, IdempotentCall call) {
        var key = call.key();
        jdbc.sql("update idempotency_keys set result = ?::jsonb where actor = ? and mutation = ? and key = ?")
                .params(json.writeValueAsString(answer), call.actor().toString(), key.mutation(), key.key())
                .update();
    }

    private Receipt<?> earlierResult(IdempotentCall call) {
        var key = call.key();
        return jdbc.sql("""
                        select fingerprint, result from idempotency_keys
                        where actor = ? and mutation = ? and key = ?""")
                .params(call.actor().toString(), key.mutation(), key.key())
                .query((row, _) -> {
                    if (!fingerprint(key).equals(row.getString("fingerprint"))) {
                        throw new IdempotencyKeyReused(key);
                    }
                    return new Receipt<>(json.readValue(row.getString("result"), call.type()), true);
                })
                .single();
    }

    /** Deletes the keys of an erased user, since a client may choose keys that identify them. */
    @EventHandler
    void on(UserErased event) {
        jdbc.sql("delete from idempotency_keys where actor = ?")
                .param(new Actor.User(event.user()).toString())
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
