package dev.daybook.users;

/** Permissions of a user: each role includes the ones before it. */
public enum Role {
    CUSTOMER,
    STAFF,
    ADMIN;

    public boolean includes(Role other) {
        return compareTo(other) >= 0;
    }
}
