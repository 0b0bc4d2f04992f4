package dev.daybook.users;

/** Hash of a password. Stored in the credentials table, never in an event, and never printed. */
public record PasswordHash(String value) {
    @Override
    public String toString() {
        return "********";
    }
}
