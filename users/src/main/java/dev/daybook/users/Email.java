package dev.daybook.users;

import static dev.daybook.users.InvalidValue.Rule.INVALID_FORMAT;

import java.util.regex.Pattern;

/** An e-mail address of at most 255 characters, unique whatever the case. Only a mail sent there can prove that it is real. */
public record Email(String value) {
    private static final Pattern FORMAT = Pattern.compile(
            "^[^\\s\\p{Z}\\p{C}@,;<>\"()]+@[\\p{L}\\p{N}]([\\p{L}\\p{N}-]*[\\p{L}\\p{N}])?(\\.[\\p{L}\\p{N}]([\\p{L}\\p{N}-]*[\\p{L}\\p{N}])?)+$");

    public Email {
        InvalidValue.unlessLength(value, 1, 255);
        if (!FORMAT.matcher(value).matches()) {
            throw new InvalidValue(INVALID_FORMAT, "name@domain", "must be an e-mail address");
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
