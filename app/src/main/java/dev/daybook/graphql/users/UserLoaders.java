package dev.daybook.graphql.users;

import dev.daybook.graphql.loading.BatchLoaders;
import dev.daybook.graphql.paging.Views;
import dev.daybook.users.UserView;
import org.springframework.stereotype.Component;

/** Loads the users that other objects name. */
@Component
class UserLoaders {
    UserLoaders(BatchLoaders loaders, Views views) {
        loaders.one("users", ids -> views.byId(UserView.class, ids, UserView::id));
    }
}
