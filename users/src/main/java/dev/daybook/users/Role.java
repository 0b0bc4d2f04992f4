package dev.daybook.users;

/** What a user may do: each role may do all that the ones before it may. */
public enum Role {
    CUSTOMER,
    STAFF,
    ADMIN;

    public boolean includes(Role other) {
        return compareTo(other) >= 0;
    }
}
