package dev.daybook.users.post;

import java.util.List;

/** Status of a post. All may read it when it is PUBLISHED, otherwise its author and the staff. */
public enum PostStatus {
    DRAFT,
    PUBLISHED,
    ARCHIVED;

    /** Statuses that a post may change to from this one. */
    public List<PostStatus> next() {
        return switch (this) {
            case DRAFT -> List.of(PUBLISHED, ARCHIVED);
            case PUBLISHED -> List.of(ARCHIVED);
            case ARCHIVED -> List.of(PUBLISHED);
        };
    }
}
