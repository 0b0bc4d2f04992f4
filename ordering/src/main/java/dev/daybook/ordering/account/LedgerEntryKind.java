package dev.daybook.ordering.account;

/** Why the balance of an account has changed. */
public enum LedgerEntryKind {
    DEPOSIT,
    TRANSFER_IN,
    TRANSFER_OUT,
    PAYMENT,
    REFUND
}
