package dev.daybook.users;

import static dev.daybook.users.text.InvalidValue.Rule.PASSWORD_TOO_WEAK;

import dev.daybook.users.text.InvalidValue;
import dev.daybook.users.text.Typed;

/**
 * Password in NFC, as keyboards differ in how they send an é: 8 to 100 characters with an upper-case letter and a digit.
 * Never stored and never printed.
 */
public record Password(String value) {
    public Password {
        value = Typed.normalized(value);
        InvalidValue.unlessLength(value, 8, 100);
        if (value.codePoints().noneMatch(Character::isUpperCase)) {
            throw new InvalidValue(
                    PASSWORD_TOO_WEAK, "an upper-case letter", "must contain at least one uppercase letter");
        }
        if (value.codePoints().noneMatch(Character::isDigit)) {
            throw new InvalidValue(PASSWORD_TOO_WEAK, "a digit", "must contain at least one digit");
        }
    }

    @Override
    public String toString() {
        return "********";
    }
}
