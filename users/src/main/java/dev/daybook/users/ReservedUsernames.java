package dev.daybook.users;

import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Usernames that nobody can choose: with them one would pass for the shop, for somebody who runs it, or for nobody in
 * particular. The case, underscores and digits that look like letters make no difference. Who has one already keeps it, and
 * the operator may give one to the first administrator.
 */
public final class ReservedUsernames {
    private static final Set<String> NAMES = Stream.of(
                    // Those who the shop itself says have done something.
                    "a_user",
                    "an_erased_user",
                    "anonymous",
                    "command_line",
                    "demo",
                    "payment_window",
                    "start",
                    "subscriber",
                    "system",
                    // Those who run it.
                    "admin",
                    "administrator",
                    "daybook",
                    "helpdesk",
                    "hostmaster",
                    "moderator",
                    "operator",
                    "postmaster",
                    "root",
                    "security",
                    "shop",
                    "staff",
                    "support",
                    "sysadmin",
                    "webmaster",
                    // Nobody in particular.
                    "erased",
                    "nobody",
                    "somebody",
                    "someone")
            .map(ReservedUsernames::looks)
            .collect(Collectors.toUnmodifiableSet());

    private ReservedUsernames() {}

    public static boolean include(String username) {
        return NAMES.contains(looks(username));
    }

    /** The same for all names that can be taken for each other. */
    private static String looks(String name) {
        return name.toLowerCase(Locale.ROOT)
                .replace("_", "")
                .replace('0', 'o')
                .replace('1', 'l')
                .replace('i', 'l')
                .replace('3', 'e')
                .replace('4', 'a')
                .replace('5', 's')
                .replace('7', 't');
    }
}
