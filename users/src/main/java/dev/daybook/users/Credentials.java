package dev.daybook.users;

import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Stores the password hashes. Neither an event nor a projection: a secret has no history, and a replay must not need it. */
@Component
public class Credentials {
    private final JdbcClient jdbc;

    Credentials(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    public Optional<PasswordHash> of(UserId user) {
        return jdbc.sql("select password_hash from credentials where user_id = ?")
                .param(user.value())
                .query((row, _) -> new PasswordHash(row.getString(1)))
                .optional();
    }

    /** Whether a password of any user is kept. */
    public boolean existAny() {
        return jdbc.sql("select exists (select from credentials)")
                .query(Boolean.class)
                .single();
    }

    /** Whether this is still the hash of the user's password, which is locked until the transaction ends. */
    public boolean hold(UserId user, PasswordHash hash) {
        return jdbc.sql("select 1 from credentials where user_id = ? and password_hash = ? for share")
                .params(user.value(), hash.value())
                .query()
                .optionalValue()
                .isPresent();
    }

    void store(UserId user, PasswordHash hash) {
        jdbc.sql("""
                        insert into credentials (user_id, password_hash) values (?, ?)
                        on conflict (user_id) do update set password_hash = excluded.password_hash, changed_at = now()""").params(user.value(), hash.value()).update();
    }

    public void forget(UserId user) {
        jdbc.sql("delete from credentials where user_id = ?")
                .param(user.value())
                .update();
    }
}
