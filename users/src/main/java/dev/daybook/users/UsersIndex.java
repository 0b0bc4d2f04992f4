package dev.daybook.users;

import static dev.daybook.users.index.UniqueIndex.Origin.CHOSEN;
import static dev.daybook.users.index.UniqueIndex.Origin.GENERATED;

import dev.daybook.users.index.UniqueIndex;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Unique indexes of users, posts and tags. */
public enum UsersIndex implements UniqueIndex {
    USERNAME("users_username_taken", "username"),
    EMAIL("users_email_taken", "email"),
    POST_SLUG("posts_slug_taken", "slug"),
    TAG_NAME("tags_name_collides", GENERATED),
    TAG_SLUG("tags_slug_collides", GENERATED);

    private final String indexName;
    private final Origin origin;
    private final @Nullable String inputField;

    UsersIndex(String indexName, String inputField) {
        this(indexName, CHOSEN, inputField);
    }

    UsersIndex(String indexName, Origin origin) {
        this(indexName, origin, null);
    }

    UsersIndex(String indexName, Origin origin, @Nullable String inputField) {
        this.indexName = indexName;
        this.origin = origin;
        this.inputField = inputField;
    }

    @Override
    public String indexName() {
        return indexName;
    }

    @Override
    public Origin origin() {
        return origin;
    }

    @Override
    public Optional<String> inputField() {
        return Optional.ofNullable(inputField);
    }
}
