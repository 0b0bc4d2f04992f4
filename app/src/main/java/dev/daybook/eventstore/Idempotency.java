package dev.daybook.eventstore;

import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.axonframework.commandhandling.CommandMessage;
import org.axonframework.messaging.InterceptorChain;
import org.axonframework.messaging.unitofwork.UnitOfWork;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.CannotAcquireLockException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Lets a command through once per key. The key is claimed in the transaction of the command: of two at once the second
 * waits until the first has committed, and then finds its result; a failed command leaves its key free.
 */
@Component
class Idempotency {
    static final String METADATA_KEY = "once";

    private final JdbcClient jdbc;

    Idempotency(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    record Once(Actor actor, IdempotencyKey key, UUID result) {}

    /** An interceptor of the command bus. (Were this class declared as one, Axon would register it a second time.) */
    @Nullable Object intercept(UnitOfWork<? extends CommandMessage<?>> work, InterceptorChain chain) throws Exception {
        if (!(work.getMessage().getMetaData().get(METADATA_KEY) instanceof Once once)) {
            return chain.proceed();
        }
        if (!claim(once)) {
            return earlierResult(once);
        }
        chain.proceed();
        return new Receipt(once.result(), false);
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
                                values (?, ?, ?, ?, ?) on conflict do nothing""")
                        .params(once.actor().toString(), key.mutation(), key.key(), key.fingerprint(), once.result())
                        .update()
                == 1;
    }

    private Receipt earlierResult(Once once) {
        var key = once.key();
        return jdbc.sql("""
                        select fingerprint, result from idempotency_keys
                        where actor = ? and mutation = ? and key = ?""")
                .params(once.actor().toString(), key.mutation(), key.key())
                .query((row, _) -> {
                    if (!key.fingerprint().equals(row.getString("fingerprint"))) {
                        throw new IdempotencyKeyReused(key);
                    }
                    return new Receipt(row.getObject("result", UUID.class), true);
                })
                .single();
    }

    @Scheduled(fixedDelay = 1, timeUnit = TimeUnit.HOURS)
    void forgetOldKeys() {
        jdbc.sql("delete from idempotency_keys where created_at < now() - interval '7 days'")
                .update();
    }
}
