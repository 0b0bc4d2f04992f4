package dev.daybook.graphql.users;

import dev.daybook.commands.Actor;
import dev.daybook.graphql.types.ErasedUsers;
import dev.daybook.security.Caller;
import dev.daybook.users.UserView;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.dataloader.DataLoader;
import org.jspecify.annotations.Nullable;
import org.springframework.graphql.data.method.annotation.SchemaMapping;
import org.springframework.stereotype.Controller;

/** Actors of events. Only staff see which member of the staff acted. */
@Controller
@SchemaMapping(typeName = "Actor")
class ActorController {
    private static final String OTHER_USER = "a user";

    enum ActorKind {
        ANONYMOUS,
        USER,
        SYSTEM
    }

    @SchemaMapping
    ActorKind kind(Actor actor) {
        return switch (actor) {
            case Actor.User _ -> ActorKind.USER;
            case Actor.System _ -> ActorKind.SYSTEM;
            case Actor.Anonymous _ -> ActorKind.ANONYMOUS;
        };
    }

    @SchemaMapping
    CompletableFuture<@Nullable UserView> user(Actor actor, Caller caller, DataLoader<UUID, UserView> users) {
        return actor instanceof Actor.User(var id) && caller.isOwnerOrStaff(id)
                ? ErasedUsers.hidden(users.load(id.value()))
                : CompletableFuture.completedFuture(null);
    }

    @SchemaMapping
    CompletableFuture<String> label(Actor actor, Caller caller, DataLoader<UUID, UserView> users) {
        return switch (actor) {
            case Actor.User(var id)
            when caller.isOwnerOrStaff(id) -> users.load(id.value()).thenApply(ActorController::labelOf);
            case Actor.User _ -> CompletableFuture.completedFuture(OTHER_USER);
            case Actor.System(var name) -> CompletableFuture.completedFuture(name);
            case Actor.Anonymous _ -> CompletableFuture.completedFuture("anonymous");
        };
    }

    private static String labelOf(@Nullable UserView user) {
        return user == null || user.isErased() ? "an erased user" : user.username();
    }
}
