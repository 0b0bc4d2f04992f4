package dev.daybook.ordering.account;

import java.util.UUID;

/** Identifies an account. Ordered, so that all commands lock two accounts in the same order. */
public record AccountId(UUID value) implements Comparable<AccountId> {
    public static AccountId random() {
        return new AccountId(UUID.randomUUID());
    }

    @Override
    public int compareTo(AccountId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return "account:" + value;
    }
}
