package dev.daybook.graphql.types;

import dev.daybook.users.UserView;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** Nobody is shown who was erased, although the row is still there. */
public final class ErasedUsers {
    private ErasedUsers() {}

    public static CompletableFuture<@Nullable UserView> hidden(CompletableFuture<UserView> loaded) {
        return loaded.thenApply(user -> user == null || user.isErased() ? null : user);
    }
}
