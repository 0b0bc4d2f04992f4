package dev.daybook.personaldata;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.github.benmanes.caffeine.cache.CacheLoader;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import com.google.crypto.tink.Aead;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.RegistryConfiguration;
import com.google.crypto.tink.TinkProtoKeysetFormat;
import com.google.crypto.tink.aead.PredefinedAeadParameters;
import dev.daybook.users.PersonalKeys;
import dev.daybook.users.UserId;
import java.security.GeneralSecurityException;
import java.sql.Connection;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.jdbc.core.RowCallbackHandler;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;
import org.springframework.jdbc.support.SqlArrayValue;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * The keys of all persons. To read, a key is remembered for a minute: so long another node may still read what somebody
 * who has just been erased had written, out of its memory. To write, it is always asked for.
 */
@Component
@SuppressWarnings("this-escape") // into the cache, which asks nothing until it is asked
public class PersonalKeyring implements PersonalKeys, KeySource, SmartInitializingSingleton {
    private static final int REMEMBERED = 100_000;
    private static final int REMEMBERED_BY_A_READER = 10_000;

    private final JdbcClient jdbc;
    private final Aead master;
    private final LoadingCache<UserId, Optional<Aead>> keys = Caffeine.newBuilder()
            .maximumSize(REMEMBERED)
            .expireAfterWrite(Duration.ofMinutes(1))
            .build(CacheLoader.bulk(this::find));

    public PersonalKeyring(JdbcClient jdbc, MasterKey masterKey) {
        this.jdbc = jdbc;
        this.master = masterKey.aead();
    }

    /** Several that are not remembered come with one statement, and are not remembered then: an erasure might be missed. */
    @Override
    public Map<UserId, Optional<Aead>> of(Set<UserId> users) {
        if (users.size() == 1) {
            var user = users.iterator().next();
            return Map.of(user, keys.get(user));
        }
        var found = new HashMap<>(keys.getAllPresent(users));
        var missing = new HashSet<>(users);
        missing.removeAll(found.keySet());
        found.putAll(find(missing));
        return found;
    }

    /**
     * Makes the key when there is none yet. The person cannot be erased before the transaction ends.
     *
     * @throws PersonalDataErased when they are
     */
    public Aead toWrite(UserId user) {
        return held(user).or(() -> made(user)).or(() -> held(user)).orElseThrow();
    }

    @Override
    public void destroy(UserId user) {
        jdbc.sql("""
                        insert into personal_keys (user_id, wrapped_key) values (?, null)
                        on conflict (user_id) do update set wrapped_key = null""").param(user.value()).update();
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCompletion(int status) {
                keys.invalidate(user);
            }
        });
    }

    /** Before the first request comes: a shop whose keys were encrypted with another master key must not write a line. */
    @Override
    public void afterSingletonsInstantiated() {
        for (var order : List.of("asc", "desc")) {
            jdbc.sql(
                            "select user_id, wrapped_key from personal_keys where wrapped_key is not null order by made_at %s limit 1"
                                    .formatted(order))
                    .query((row, _) -> unwrap(new UserId(row.getObject(1, UUID.class)), row.getBytes(2)))
                    .optional();
        }
    }

    /** The keys as this connection sees them, in a snapshot for example; remembered only as long as what is returned. */
    public KeySource asSeenBy(Connection connection) {
        var there = JdbcClient.create(new SingleConnectionDataSource(connection, true));
        return Caffeine.newBuilder()
                .maximumSize(REMEMBERED_BY_A_READER)
                .<UserId, Optional<Aead>>build(CacheLoader.bulk(users -> find(users, there)))::getAll;
    }

    private Map<UserId, Optional<Aead>> find(Set<? extends UserId> users) {
        return find(users, jdbc);
    }

    private Map<UserId, Optional<Aead>> find(Set<? extends UserId> users, JdbcClient jdbc) {
        var found = new HashMap<UserId, Optional<Aead>>();
        if (users.isEmpty()) {
            return found;
        }
        users.forEach(user -> found.put(user, Optional.empty()));
        jdbc.sql("select user_id, wrapped_key from personal_keys where user_id = any(?) and wrapped_key is not null")
                .param(new SqlArrayValue(
                        "uuid", users.stream().map(UserId::value).toArray()))
                .query((RowCallbackHandler) row -> {
                    var user = new UserId(row.getObject(1, UUID.class));
                    found.put(user, Optional.of(unwrap(user, row.getBytes(2))));
                });
        return found;
    }

    private Optional<Aead> held(UserId user) {
        record Row(byte @Nullable [] wrapped) {}
        return jdbc.sql("select wrapped_key from personal_keys where user_id = ? for share")
                .param(user.value())
                .query((row, _) -> new Row(row.getBytes(1)))
                .optional()
                .map(row -> {
                    if (row.wrapped() == null) {
                        throw new PersonalDataErased(user);
                    }
                    return unwrap(user, row.wrapped());
                });
    }

    /** Empty when another was faster. */
    private Optional<Aead> made(UserId user) {
        var wrapped = newKey(user);
        var inserted = jdbc.sql("insert into personal_keys (user_id, wrapped_key) values (?, ?) on conflict do nothing")
                .params(user.value(), wrapped)
                .update();
        return inserted == 1 ? Optional.of(unwrap(user, wrapped)) : Optional.empty();
    }

    private byte[] newKey(UserId user) {
        try {
            return TinkProtoKeysetFormat.serializeEncryptedKeyset(
                    KeysetHandle.generateNew(PredefinedAeadParameters.AES256_GCM, RegistryConfiguration.get()),
                    master,
                    nameOf(user),
                    RegistryConfiguration.get());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Cannot make a key", e);
        }
    }

    /** @throws UnusableMasterKey when the master key is another one */
    public Aead unwrap(UserId user, byte[] wrapped) {
        try {
            return TinkProtoKeysetFormat.parseEncryptedKeyset(
                            wrapped, master, nameOf(user), RegistryConfiguration.get())
                    .getPrimitive(RegistryConfiguration.get(), Aead.class);
        } catch (GeneralSecurityException e) {
            throw new UnusableMasterKey("The keys of personal data in this database belong to another master key.");
        }
    }

    /** Keeps the key of one person from being put in the place of another's. */
    private static byte[] nameOf(UserId user) {
        return user.toString().getBytes(UTF_8);
    }
}
