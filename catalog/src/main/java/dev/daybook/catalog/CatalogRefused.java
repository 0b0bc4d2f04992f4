package dev.daybook.catalog;

/** Carries a {@link CatalogRefusal} to the caller. Expected, so it has no stack trace. */
public final class CatalogRefused extends RuntimeException {
    private final transient CatalogRefusal refusal;

    CatalogRefused(CatalogRefusal refusal) {
        super(refusal.toString(), null, false, false);
        this.refusal = refusal;
    }

    public CatalogRefusal refusal() {
        return refusal;
    }
}
