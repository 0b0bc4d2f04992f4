package dev.daybook.users;

import dev.daybook.users.UserEvent.EmailChangeRequested;
import dev.daybook.users.UserEvent.EmailConfirmed;
import dev.daybook.users.UserEvent.PasswordChanged;
import dev.daybook.users.UserEvent.PasswordResetRequested;
import dev.daybook.users.UserEvent.ProfileChanged;
import dev.daybook.users.UserEvent.RoleChanged;
import dev.daybook.users.UserEvent.UserDeactivated;
import dev.daybook.users.UserEvent.UserErased;
import dev.daybook.users.UserEvent.UserLoggedIn;
import dev.daybook.users.UserEvent.UserReactivated;
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
            case PasswordResetRequested _, EmailChangeRequested _, EmailConfirmed _ ->
                rows.upsert(row(event).counted());
            case UserLoggedIn _ -> rows.upsert(row(event).loggedIn(at));
            case ProfileChanged changed -> rows.upsert(row(event).withProfile(changed.profile(), at));
            case PasswordChanged _ -> rows.upsert(row(event).passwordChanged(at));
            case RoleChanged changed -> rows.upsert(row(event).withRole(changed.role(), at));
            case UserDeactivated _ -> rows.upsert(row(event).deactivated(at));
            case UserReactivated _ -> rows.upsert(row(event).reactivated(at));
            case UserErased _ -> rows.upsert(row(event).erased(at));
        }
    }

    private UserView row(UserEvent event) {
        return Objects.requireNonNull(
                rows.findById(event.user().value(), UserView.class), () -> "No row of user " + event.user());
    }
}
