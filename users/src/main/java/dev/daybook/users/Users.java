package dev.daybook.users;

import dev.daybook.users.text.Typed;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.data.jdbc.repository.query.Query;
import org.springframework.data.repository.Repository;

/** Answers questions about users. */
public interface Users extends Repository<UserView, UUID> {
    Optional<UserView> findById(UUID id);

    @Query("select * from users where lower(username) = lower(:stored)")
    Optional<UserView> findByStoredUsername(String stored);

    /** The user who has the address as it was typed comes first. */
    @Query("""
            select * from users where lower(email) in (lower(:typed), lower(:stored))
            order by lower(email) = lower(:typed) desc limit 1""")
    Optional<UserView> findByEmails(String typed, String stored);

    boolean existsBy();

    /** Active users but administrators who have neither registered nor logged in since then, the longest absent first. */
    @Query("""
            select * from users
            where status = 'ACTIVE' and role <> 'ADMIN' and coalesce(last_login_at, created_at) < :since
            order by coalesce(last_login_at, created_at), id limit :max""")
    List<UserView> findInactive(Instant since, int max);

    /** Users deactivated before then and ever since, the longest deactivated first. */
    @Query("""
            select * from users
            where status = 'DEACTIVATED' and deactivated_at < :before
            order by deactivated_at, id limit :max""")
    List<UserView> findDeactivated(Instant before, int max);

    /** The user with this username, however it is typed. */
    default Optional<UserView> findByUsername(String typed) {
        return Typed.isStorable(typed) ? findByStoredUsername(Typed.trimmed(typed)) : Optional.empty();
    }

    /** The user with this address, however it is typed; one of before there was one form is found as it is stored. */
    default Optional<UserView> findByEmail(String typed) {
        return Typed.isStorable(typed) ? findByEmails(typed, Email.lookedUp(typed)) : Optional.empty();
    }

    /** The user with this e-mail address or this username; no username has an {@code @}. */
    default Optional<UserView> findByLogin(String login) {
        return login.contains("@") ? findByEmail(login) : findByUsername(login);
    }
}
