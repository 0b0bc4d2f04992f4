package dev.daybook.catalog.category;

/** Carries a {@link CategoryRefusal} to the caller. Expected, so it has no stack trace. */
public final class CategoryRefused extends RuntimeException {
    private final transient CategoryRefusal refusal;

    public CategoryRefused(CategoryRefusal refusal) {
        super(refusal.toString(), null, false, false);
        this.refusal = refusal;
    }

    public CategoryRefusal refusal() {
        return refusal;
    }
}
