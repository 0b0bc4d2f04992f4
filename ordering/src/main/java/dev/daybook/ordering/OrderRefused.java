package dev.daybook.ordering;

/** Carries an {@link OrderRefusal} to the caller. Expected, so it has no stack trace. */
public final class OrderRefused extends RuntimeException {
    private final transient OrderRefusal refusal;

    public OrderRefused(OrderRefusal refusal) {
        super(refusal.toString(), null, false, false);
        this.refusal = refusal;
    }

    public OrderRefusal refusal() {
        return refusal;
    }
}
