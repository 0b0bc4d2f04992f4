package dev.daybook.users;

import dev.daybook.users.UserEvent.UserLoggedIn;
import dev.daybook.users.UserEvent.UserRegistered;
import java.time.Instant;
import java.util.Objects;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.Timestamp;
import org.springframework.data.jdbc.core.JdbcAggregateOperations;
import org.springframework.stereotype.Component;

@Component
@ProcessingGroup("users")
class UserProjection {
    private final JdbcAggregateOperations rows;

    UserProjection(JdbcAggregateOperations rows) {
        this.rows = rows;
    }

    @EventHandler
    void on(UserEvent event, @Timestamp Instant at) {
        switch (event) {
            case UserRegistered registered -> rows.insert(UserView.registered(registered, at));
            case UserLoggedIn _ -> rows.upsert(row(event.user()).loggedIn(at));
        }
    }

    private UserView row(UserId user) {
        return Objects.requireNonNull(rows.findById(user.value(), UserView.class), () -> "No row of user " + user);
    }
}
