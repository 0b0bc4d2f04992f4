package dev.daybook.users.post;

/** Carries a {@link PostRefusal} to the caller. Expected, so it has no stack trace. */
public final class PostRefused extends RuntimeException {
    private final transient PostRefusal refusal;

    public PostRefused(PostRefusal refusal) {
        super(refusal.toString(), null, false, false);
        this.refusal = refusal;
    }

    public PostRefusal refusal() {
        return refusal;
    }
}
