package dev.daybook.users;

/** What a user says about themselves, at most 1000 characters. */
public record Bio(String value) {
    public Bio {
        InvalidValue.unlessLength(value, 0, 1000);
    }

    @Override
    public String toString() {
        return value;
    }
}
