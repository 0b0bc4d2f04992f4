package dev.daybook.users;

import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Usernames that nobody can choose, as with them one would pass for the shop, for somebody who runs it, or for nobody in
 * particular. The case, underscores and digits that look like letters make no difference. Users who have one already keep
 * it, and the operator may give one to the first administrator.
 */
public final class ReservedUsernames {
    private static final Set<String> NAMES = Stream.of(
                    // Labels that the shop gives to actors.
                    "a_user",
                    "an_erased_user",
                    "anonymous",
                    "command_line",
                    "demo",
                    "issuer",
                    "payment_window",
                    "start",
                    "subscriber",
                    "system",
                    // People who run the shop.
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
            .map(ReservedUsernames::skeleton)
            .collect(Collectors.toUnmodifiableSet());

    private ReservedUsernames() {}

    public static boolean include(String username) {
        return NAMES.contains(skeleton(username));
    }

    /** The same for all names that look alike. */
    private static String skeleton(String name) {
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
