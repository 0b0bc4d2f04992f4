package dev.daybook.graphql.users;

import dev.daybook.graphql.loading.BatchLoaders;
import dev.daybook.graphql.paging.Views;
import dev.daybook.users.UserView;
import org.springframework.stereotype.Component;

/** Registers the batch loader of users. */
@Component
class UserLoaders {
    UserLoaders(BatchLoaders loaders, Views views) {
        loaders.one("users", ids -> views.byId(UserView.class, ids, UserView::id));
    }
}
