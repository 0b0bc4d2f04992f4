package dev.daybook.ordering.account;

/** Reason why the balance of an account has changed. */
public enum LedgerEntryKind {
    DEPOSIT,
    TRANSFER_IN,
    TRANSFER_OUT,
    PAYMENT,
    REFUND
}
