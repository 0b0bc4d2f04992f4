package dev.daybook.graphql.types;

import dev.daybook.users.UserView;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** Hides erased users, whose rows are kept. */
public final class ErasedUsers {
    private ErasedUsers() {}

    public static CompletableFuture<@Nullable UserView> hidden(CompletableFuture<UserView> loaded) {
        return loaded.thenApply(user -> user == null || user.isErased() ? null : user);
    }
}
