package dev.daybook.users;

import java.util.Collection;
import java.util.Map;

/** How the unique indexes see usernames and e-mail addresses: they, not Java, say what is the same whatever the case. */
interface UniqueKeys {
    Map<String, UniqueKey> ofUsernames(Collection<String> usernames);

    Map<String, UniqueKey> ofEmails(Collection<String> emails);

    /** Equal for all that are the same, and whether somebody has one of these. */
    record UniqueKey(String value, boolean taken) {}
}
