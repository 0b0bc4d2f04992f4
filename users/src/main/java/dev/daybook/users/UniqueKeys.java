package dev.daybook.users;

import java.util.Collection;
import java.util.Map;

/** Keys of usernames and e-mail addresses in the unique indexes: the database, not Java, says which differ only by case. */
interface UniqueKeys {
    Map<String, UniqueKey> ofUsernames(Collection<String> usernames);

    Map<String, UniqueKey> ofEmails(Collection<String> emails);

    /** One value for all that differ only by case, and whether a user has it. */
    record UniqueKey(String value, boolean taken) {}
}
