package dev.daybook.users;

/** Carries a {@link UserRefusal} to the caller. Expected, so it has no stack trace. */
public final class UserRefused extends RuntimeException {
    private final transient UserRefusal refusal;

    public UserRefused(UserRefusal refusal) {
        super(refusal.toString(), null, false, false);
        this.refusal = refusal;
    }

    public UserRefusal refusal() {
        return refusal;
    }
}
