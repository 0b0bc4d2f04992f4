package dev.daybook.users;

import static java.util.stream.Collectors.toUnmodifiableSet;

import com.nulabinc.zxcvbn.StandardDictionaries;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Locale;
import java.util.Set;

/** Lists the most common passwords, which are tried first when an account is attacked: those of zxcvbn, in whatever case. */
final class CommonPasswords {
    private static final Set<String> IN_LOWER_CASE = load();

    private CommonPasswords() {}

    static boolean include(String password) {
        return IN_LOWER_CASE.contains(password.toLowerCase(Locale.ROOT));
    }

    private static Set<String> load() {
        try {
            return StandardDictionaries.PASSWORDS_LOADER.load().getFrequencies().stream()
                    .filter(password -> password.length() >= Password.MIN_LENGTH)
                    .collect(toUnmodifiableSet());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
