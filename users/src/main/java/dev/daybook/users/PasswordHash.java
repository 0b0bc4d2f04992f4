package dev.daybook.users;

/** What is kept of a password. Lives in the credentials table, never in an event, and is never printed. */
public record PasswordHash(String value) {
    @Override
    public String toString() {
        return "********";
    }
}
