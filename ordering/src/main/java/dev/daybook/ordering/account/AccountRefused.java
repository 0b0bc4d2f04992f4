package dev.daybook.ordering.account;

/** Carries an {@link AccountRefusal} to the caller. Expected, so it has no stack trace. */
public final class AccountRefused extends RuntimeException {
    private final transient AccountRefusal refusal;

    public AccountRefused(AccountRefusal refusal) {
        super(refusal.toString(), null, false, false);
        this.refusal = refusal;
    }

    public AccountRefusal refusal() {
        return refusal;
    }
}
