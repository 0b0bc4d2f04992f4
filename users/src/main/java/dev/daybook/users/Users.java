package dev.daybook.users;

import java.util.Optional;
import java.util.UUID;
import org.springframework.data.jdbc.repository.query.Query;
import org.springframework.data.repository.Repository;

/** Answers questions about users. */
public interface Users extends Repository<UserView, UUID> {
    Optional<UserView> findById(UUID id);

    @Query("select * from users where lower(username) = lower(:username)")
    Optional<UserView> findByUsername(String username);

    @Query("select * from users where lower(email) = lower(:email)")
    Optional<UserView> findByEmail(String email);

    boolean existsBy();

    /** The user with this e-mail address or this username; no username has an {@code @}. */
    default Optional<UserView> findByLogin(String login) {
        return login.contains("@") ? findByEmail(login) : findByUsername(login);
    }
}
