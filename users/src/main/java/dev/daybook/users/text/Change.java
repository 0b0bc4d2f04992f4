package dev.daybook.users.text;

import org.jspecify.annotations.Nullable;

/**
 * Change of one field as a value: keep it, set it, or clear it. A command carries one for each field that it may change, so
 * that it can be logged and compared. Only a field that may be empty, a {@code Change<@Nullable T>}, can be cleared.
 */
public sealed interface Change<T extends @Nullable Object> {
    /** The value of the field after the change. */
    T appliedTo(T current);

    record Keep<T extends @Nullable Object>() implements Change<T> {
        @Override
        public T appliedTo(T current) {
            return current;
        }
    }

    record Set<T extends @Nullable Object>(T value) implements Change<T> {
        @Override
        public T appliedTo(T current) {
            return value;
        }
    }

    record Clear<T>() implements Change<@Nullable T> {
        @Override
        public @Nullable T appliedTo(@Nullable T current) {
            return null;
        }
    }

    static <T extends @Nullable Object> Change<T> keep() {
        return new Keep<>();
    }

    static <T extends @Nullable Object> Change<T> set(T value) {
        return new Set<>(value);
    }

    static <T> Change<@Nullable T> clear() {
        return new Clear<>();
    }

    /** Sets the field to a value, or clears it where there is none. */
    static <T> Change<@Nullable T> setOrClear(@Nullable T value) {
        return value == null ? clear() : set(value);
    }
}
