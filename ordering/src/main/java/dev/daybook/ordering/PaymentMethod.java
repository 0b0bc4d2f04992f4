package dev.daybook.ordering;

/** Way in which an order was paid. */
public enum PaymentMethod {
    /** From an account of the buyer. */
    ACCOUNT,
    /** Elsewhere, as the staff has recorded: card terminal, invoice, cash. */
    EXTERNAL
}
