package dev.daybook.catalog.stock;

/** Carries a {@link StockRefusal} to the caller. Expected, so it has no stack trace. */
public final class StockRefused extends RuntimeException {
    private final transient StockRefusal refusal;

    public StockRefused(StockRefusal refusal) {
        super(refusal.toString(), null, false, false);
        this.refusal = refusal;
    }

    public StockRefusal refusal() {
        return refusal;
    }
}
