package dev.daybook.users;

/** The name that a user wants to be shown with, at most 100 characters. */
public record FullName(String value) {
    public FullName {
        InvalidValue.unlessLength(value, 0, 100);
    }

    @Override
    public String toString() {
        return value;
    }
}
