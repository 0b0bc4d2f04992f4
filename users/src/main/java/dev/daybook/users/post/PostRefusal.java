package dev.daybook.users.post;

/** Reason why a command to a post is refused. */
public sealed interface PostRefusal {
    /** The post cannot change from its status to this one. */
    record IllegalTransition(PostStatus from, PostStatus to) implements PostRefusal {}

    /** Somebody else changed the post since the caller looked. Versions count the events of its stream. */
    record VersionConflict(long expected, long actual) implements PostRefusal {}
}
