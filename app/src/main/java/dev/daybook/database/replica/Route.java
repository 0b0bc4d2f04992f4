package dev.daybook.database.replica;

import java.util.Locale;

/** Server that a query is read on, and why it is the primary. */
enum Route {
    REPLICA,
    /** The replica cannot be reached, or is none. */
    AWAY,
    /** It is further behind than anybody may see. */
    LAGGING,
    /** It has not replayed what the caller has written. */
    BEHIND_CALLER,
    /** All its connections are in use. */
    BUSY,
    /** It has failed meanwhile. */
    FAILED,
    /** The query needs the primary. */
    PRIMARY_ONLY;

    String tag() {
        return name().toLowerCase(Locale.ROOT);
    }
}
