package dev.daybook.users.post;

/** Why a post says no to a command. */
public sealed interface PostRefusal {
    /** The post cannot go there from where it is. */
    record IllegalTransition(PostStatus from, PostStatus to) implements PostRefusal {}

    /** Somebody else changed the post since the caller looked. Versions count the events of its stream. */
    record VersionConflict(long expected, long actual) implements PostRefusal {}
}
