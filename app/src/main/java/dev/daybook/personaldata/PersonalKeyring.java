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
import dev.daybook.database.ReplicaReads;
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
 * Loads, creates and destroys the keys of users. For decryption a key is cached for a minute, in which another node may
 * still read the personal data of a user who has just been erased. For encryption it is always read from the database.
 */
@Component
@SuppressWarnings("this-escape") // to the cache, which only calls it when it is queried
public class PersonalKeyring implements PersonalKeys, KeySource, SmartInitializingSingleton {
    private static final int CACHE_SIZE = 100_000;
    private static final int READER_CACHE_SIZE = 10_000;

    private final JdbcClient jdbc;
    private final Aead master;
    private final LoadingCache<UserId, Optional<Aead>> keys = Caffeine.newBuilder()
            .maximumSize(CACHE_SIZE)
            .expireAfterWrite(Duration.ofMinutes(1))
            .build(CacheLoader.bulk(this::find));

    public PersonalKeyring(JdbcClient jdbc, MasterKey masterKey) {
        this.jdbc = jdbc;
        this.master = masterKey.aead();
    }

    /** Loads the keys that are not cached with one statement, and does not cache several, since an erasure might be missed. */
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
     * The key for encryption, created if absent. It locks the key, so the user cannot be erased before the transaction
     * ends.
     *
     * @throws PersonalDataErased when the user is erased
     */
    public Aead forEncryption(UserId user) {
        return lock(user).or(() -> create(user)).or(() -> lock(user)).orElseThrow();
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

    /** Checks the master key at the start: a shop whose keys were encrypted with another one must not write anything. */
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

    /** The keys as this connection sees them, in a snapshot for example; cached as long as the returned source lives. */
    public KeySource readThrough(Connection connection) {
        var there = JdbcClient.create(new SingleConnectionDataSource(connection, true));
        return Caffeine.newBuilder()
                .maximumSize(READER_CACHE_SIZE)
                .<UserId, Optional<Aead>>build(CacheLoader.bulk(users -> find(users, there)))::getAll;
    }

    private Map<UserId, Optional<Aead>> find(Set<? extends UserId> users) {
        ReplicaReads.onPrimaryOnly();
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

    private Optional<Aead> lock(UserId user) {
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

    /** The new key; empty when another transaction was faster. */
    private Optional<Aead> create(UserId user) {
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
                    associatedData(user),
                    RegistryConfiguration.get());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Cannot make a key", e);
        }
    }

    /** @throws UnusableMasterKey when the master key is another one */
    public Aead unwrap(UserId user, byte[] wrapped) {
        try {
            return TinkProtoKeysetFormat.parseEncryptedKeyset(
                            wrapped, master, associatedData(user), RegistryConfiguration.get())
                    .getPrimitive(RegistryConfiguration.get(), Aead.class);
        } catch (GeneralSecurityException e) {
            throw new UnusableMasterKey("The keys of personal data in this database belong to another master key.");
        }
    }

    /** Associated data that bind a key to its user. */
    private static byte[] associatedData(UserId user) {
        return user.toString().getBytes(UTF_8);
    }
}
