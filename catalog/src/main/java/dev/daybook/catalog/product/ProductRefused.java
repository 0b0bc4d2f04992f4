package dev.daybook.catalog.product;

/** Carries a {@link ProductRefusal} to the caller. Expected, so it has no stack trace. */
public final class ProductRefused extends RuntimeException {
    private final transient ProductRefusal refusal;

    public ProductRefused(ProductRefusal refusal) {
        super(refusal.toString(), null, false, false);
        this.refusal = refusal;
    }

    public ProductRefusal refusal() {
        return refusal;
    }
}
