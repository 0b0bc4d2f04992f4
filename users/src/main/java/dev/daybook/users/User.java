package dev.daybook.users;

import static dev.daybook.users.UserStatus.ACTIVE;
import static dev.daybook.users.UserStatus.DEACTIVATED;
import static dev.daybook.users.UserStatus.ERASED;
import static org.axonframework.modelling.command.AggregateCreationPolicy.ALWAYS;
import static org.axonframework.modelling.command.AggregateLifecycle.apply;
import static org.axonframework.modelling.command.AggregateLifecycle.getVersion;

import dev.daybook.users.UserCommand.ChangePassword;
import dev.daybook.users.UserCommand.ChangeProfile;
import dev.daybook.users.UserCommand.ChangeRole;
import dev.daybook.users.UserCommand.ConfirmEmail;
import dev.daybook.users.UserCommand.DeactivateUser;
import dev.daybook.users.UserCommand.EraseUser;
import dev.daybook.users.UserCommand.FollowRole;
import dev.daybook.users.UserCommand.ReactivateUser;
import dev.daybook.users.UserCommand.RecordLogIn;
import dev.daybook.users.UserCommand.RegisterUser;
import dev.daybook.users.UserCommand.RequestEmailChange;
import dev.daybook.users.UserCommand.RequestPasswordReset;
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
import dev.daybook.users.UserRefusal.Erased;
import dev.daybook.users.UserRefusal.LastAdmin;
import dev.daybook.users.UserRefusal.NotActive;
import dev.daybook.users.UserRefusal.VersionConflict;
import java.util.Objects;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.CreationPolicy;
import org.axonframework.spring.stereotype.Aggregate;
import org.jspecify.annotations.Nullable;

@Aggregate(cache = "aggregates", snapshotTriggerDefinition = "snapshots")
class User {
    @AggregateIdentifier
    private UserId id;

    private UserStatus status;
    private Role role;

    @PersonalData
    private @Nullable Profile profile;

    /** Whether the address was changed after the registration and is not confirmed. */
    private boolean emailUnproved;

    @CommandHandler
    @CreationPolicy(ALWAYS)
    void handle(RegisterUser command, Credentials credentials) {
        apply(new UserRegistered(command.user(), command.profile(), command.role()));
        if (command.password() != null) {
            credentials.store(command.user(), command.password());
        }
    }

    @CommandHandler
    void handle(RecordLogIn command) {
        refuseUnlessActive();
        apply(new UserLoggedIn(id));
    }

    @CommandHandler
    void handle(ChangeProfile command) {
        expectVersion(command.expectedVersion());
        if (profile == null) {
            throw new UserRefused(new Erased(id));
        }
        var changed = command.appliedTo(profile);
        if (!changed.equals(profile)) {
            apply(new ProfileChanged(id, changed));
        }
    }

    @CommandHandler
    void handle(ChangePassword command, Credentials credentials) {
        refuseIfErased();
        apply(new PasswordChanged(id));
        credentials.store(id, command.password());
    }

    @CommandHandler
    void handle(RequestPasswordReset command) {
        if (status == ACTIVE && !emailUnproved) {
            apply(new PasswordResetRequested(id));
        }
    }

    @CommandHandler
    void handle(RequestEmailChange command) {
        refuseUnlessActive();
        apply(new EmailChangeRequested(id, command.email()));
    }

    @CommandHandler
    void handle(ConfirmEmail command) {
        refuseUnlessActive();
        var changed = Objects.requireNonNull(profile).withEmail(command.email());
        if (!changed.equals(profile)) {
            apply(new ProfileChanged(id, changed));
        }
        apply(new EmailConfirmed(id));
    }

    @CommandHandler
    void handle(ChangeRole command, Admins admins) {
        refuseIfErased();
        expectVersion(command.expectedVersion());
        if (command.role() == role) {
            return;
        }
        refuseIfLastAdmin(admins);
        apply(new RoleChanged(id, command.role()));
    }

    @CommandHandler
    void handle(FollowRole command) {
        refuseIfErased();
        if (command.role() != role) {
            apply(new RoleChanged(id, command.role()));
        }
    }

    @CommandHandler
    void handle(DeactivateUser command, Admins admins) {
        refuseIfErased();
        expectVersion(command.expectedVersion());
        if (status == DEACTIVATED) {
            return;
        }
        refuseIfLastAdmin(admins);
        apply(new UserDeactivated(id, command.reason()));
    }

    @CommandHandler
    void handle(ReactivateUser command) {
        refuseIfErased();
        if (status == DEACTIVATED) {
            apply(new UserReactivated(id, command.reason()));
        }
    }

    @CommandHandler
    void handle(EraseUser command, Admins admins, Credentials credentials, PersonalKeys keys) {
        refuseIfErased();
        expectVersion(command.expectedVersion());
        refuseIfLastAdmin(admins);
        // Comes first: it waits for transactions that write about this person, and lets no new one do so.
        keys.destroy(id);
        credentials.forget(id);
        apply(new UserErased(id, command.reason()));
    }

    private void refuseUnlessActive() {
        if (status != ACTIVE) {
            throw new UserRefused(new NotActive(id));
        }
    }

    private void refuseIfErased() {
        if (status == ERASED) {
            throw new UserRefused(new Erased(id));
        }
    }

    private void refuseIfLastAdmin(Admins admins) {
        if (role == Role.ADMIN && status == ACTIVE && !admins.includeAnyBut(id)) {
            throw new UserRefused(new LastAdmin(id));
        }
    }

    private static void expectVersion(@Nullable Long version) {
        var actual = getVersion() + 1;
        if (version != null && version != actual) {
            throw new UserRefused(new VersionConflict(version, actual));
        }
    }

    @EventSourcingHandler
    void on(UserRegistered event) {
        id = event.user();
        status = ACTIVE;
        role = event.role();
        profile = event.profile();
    }

    @EventSourcingHandler
    void on(ProfileChanged event) {
        emailUnproved |= !Objects.equals(emailOf(profile), emailOf(event.profile()));
        profile = event.profile();
    }

    @EventSourcingHandler
    void on(EmailConfirmed event) {
        emailUnproved = false;
    }

    @EventSourcingHandler
    void on(RoleChanged event) {
        role = event.role();
    }

    @EventSourcingHandler
    void on(UserDeactivated event) {
        status = DEACTIVATED;
    }

    @EventSourcingHandler
    void on(UserReactivated event) {
        status = ACTIVE;
    }

    @EventSourcingHandler
    void on(UserErased event) {
        status = ERASED;
        profile = null;
    }

    private static @Nullable Email emailOf(@Nullable Profile profile) {
        return profile == null ? null : profile.email();
    }
}
