package dev.daybook.ordering;

/** How an order was paid. */
public enum PaymentMethod {
    /** With money of an account of the buyer. */
    ACCOUNT,
    /** Elsewhere, as the staff has recorded: card terminal, invoice, cash. */
    EXTERNAL
}
