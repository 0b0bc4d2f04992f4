package dev.daybook.users;

import static org.axonframework.modelling.command.AggregateCreationPolicy.ALWAYS;
import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import dev.daybook.users.UserCommand.RecordLogIn;
import dev.daybook.users.UserCommand.RegisterUser;
import dev.daybook.users.UserEvent.UserLoggedIn;
import dev.daybook.users.UserEvent.UserRegistered;
import dev.daybook.users.UserRefusal.NotActive;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.CreationPolicy;
import org.axonframework.spring.stereotype.Aggregate;

@Aggregate(cache = "aggregates", snapshotTriggerDefinition = "snapshots")
class User {
    @AggregateIdentifier
    private UserId id;

    private UserStatus status;

    @CommandHandler
    @CreationPolicy(ALWAYS)
    void handle(RegisterUser command, Credentials credentials) {
        apply(new UserRegistered(
                command.user(),
                command.username(),
                command.email(),
                command.fullName(),
                command.bio(),
                command.role()));
        credentials.store(command.user(), command.password());
    }

    @CommandHandler
    void handle(RecordLogIn command) {
        if (status != UserStatus.ACTIVE) {
            throw new NotActive(id).asException();
        }
        apply(new UserLoggedIn(id));
    }

    @EventSourcingHandler
    void on(UserRegistered event) {
        id = event.user();
        status = UserStatus.ACTIVE;
    }
}
