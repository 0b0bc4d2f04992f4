package dev.daybook.graphql;

import dev.daybook.users.UserView;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** Nobody is shown who was erased, although the row is still there. */
final class Erased {
    private Erased() {}

    static CompletableFuture<@Nullable UserView> hidden(CompletableFuture<UserView> loaded) {
        return loaded.thenApply(user -> user == null || user.isErased() ? null : user);
    }
}
