package dev.daybook.users.post;

import java.util.List;

/** Who may read a post: all when it is PUBLISHED, otherwise its author and the staff. */
public enum PostStatus {
    DRAFT,
    PUBLISHED,
    ARCHIVED;

    /** Where a post may go from here. */
    public List<PostStatus> next() {
        return switch (this) {
            case DRAFT -> List.of(PUBLISHED, ARCHIVED);
            case PUBLISHED -> List.of(ARCHIVED);
            case ARCHIVED -> List.of(PUBLISHED);
        };
    }
}
