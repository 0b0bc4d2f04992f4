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
 * Lets a command through once per key. The key is claimed in the transaction of the command: of two at once the second
 * waits until the first has committed, and then finds its result; a failed command leaves its key free.
 */
@Component
public class Idempotency {
    static final String METADATA_KEY = "once";

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
     * @param type of the result, to read it again
     * @param result known before the command is carried out; null when it is what the command answers
     */
    record Once(
            Actor actor,
            IdempotencyKey key,
            Class<?> type,
            @Nullable Object result) {}

    /** An interceptor of the command bus. (Were this class declared as one, Axon would register it a second time.) */
    public @Nullable Object intercept(UnitOfWork<? extends CommandMessage<?>> work, InterceptorChain chain)
            throws Exception {
        if (!(work.getMessage().getMetaData().get(METADATA_KEY) instanceof Once once)) {
            return chain.proceed();
        }
        if (!claim(once)) {
            return earlierResult(once);
        }
        var answer = chain.proceed();
        if (once.result() != null) {
            return new Receipt<>(once.result(), false);
        }
        keep(answer, once);
        return new Receipt<>(answer, false);
    }

    private boolean claim(Once once) {
        try {
            return insert(once);
        } catch (CannotAcquireLockException e) {
            throw new IdempotencyInProgress();
        }
    }

    private boolean insert(Once once) {
        var key = once.key();
        return jdbc.sql("""
                                insert into idempotency_keys (actor, mutation, key, fingerprint, result)
                                values (?, ?, ?, ?, ?::jsonb) on conflict do nothing""")
                        .params(
                                once.actor().toString(),
                                key.mutation(),
                                key.key(),
                                fingerprint(key),
                                json.writeValueAsString(once.result()))
                        .update()
                == 1;
    }

    private void keep(Object answer, Once once) {
        var key = once.key();
        jdbc.sql("update idempotency_keys set result = ?::jsonb where actor = ? and mutation = ? and key = ?")
                .params(json.writeValueAsString(answer), once.actor().toString(), key.mutation(), key.key())
                .update();
    }

    private Receipt<?> earlierResult(Once once) {
        var key = once.key();
        return jdbc.sql("""
                        select fingerprint, result from idempotency_keys
                        where actor = ? and mutation = ? and key = ?""")
                .params(once.actor().toString(), key.mutation(), key.key())
                .query((row, _) -> {
                    if (!fingerprint(key).equals(row.getString("fingerprint"))) {
                        throw new IdempotencyKeyReused(key);
                    }
                    return new Receipt<>(json.readValue(row.getString("result"), once.type()), true);
                })
                .single();
    }

    /** What clients choose as a key may tell who they are. */
    @EventHandler
    void on(UserErased event) {
        jdbc.sql("delete from idempotency_keys where actor = ?")
                .param(new Actor.User(event.user()).toString())
                .update();
    }

    /** Inputs hold passwords and addresses: whoever sees the table must not be able to find them out by trying. */
    private String fingerprint(IdempotencyKey key) {
        return HexFormat.of().formatHex(hash.of(key.fingerprint()));
    }

    @Scheduled(fixedDelay = 1, timeUnit = TimeUnit.HOURS)
    void forgetOldKeys() {
        jdbc.sql("delete from idempotency_keys where created_at < now() - interval '7 days'")
                .update();
    }
}
