package dev.daybook.users;

import static dev.daybook.users.text.InvalidValue.Rule.PASSWORD_TOO_WEAK;

import dev.daybook.users.text.InvalidValue;
import dev.daybook.users.text.Typed;

/**
 * Password in NFC, as keyboards differ in how they send an é: 8 to 100 characters with an upper-case letter and a digit,
 * and none of the most common ones. Never stored and never printed.
 */
public record Password(String value) {
    static final int MIN_LENGTH = 8;

    public Password {
        value = Typed.normalized(value);
        InvalidValue.unlessLength(value, MIN_LENGTH, 100);
        if (value.codePoints().noneMatch(Character::isUpperCase)) {
            throw new InvalidValue(
                    PASSWORD_TOO_WEAK, "an upper-case letter", "must contain at least one uppercase letter");
        }
        if (value.codePoints().noneMatch(Character::isDigit)) {
            throw new InvalidValue(PASSWORD_TOO_WEAK, "a digit", "must contain at least one digit");
        }
        if (CommonPasswords.include(value)) {
            throw new InvalidValue(
                    PASSWORD_TOO_WEAK,
                    "not one of the most common passwords",
                    "must not be one of the most common passwords");
        }
    }

    @Override
    public String toString() {
        return "********";
    }
}
