package dev.daybook.database;

import com.zaxxer.hikari.SQLExceptionOverride;
import java.sql.SQLException;

/** Lets a pool give up a connection to a server that takes no writes any more, in favour of one to the primary. */
public final class ReadOnlyEviction implements SQLExceptionOverride {
    @java.lang.Override
    public Override adjudicate(SQLException failure) {
        return SqlStates.isReadOnly(failure) ? Override.MUST_EVICT : Override.CONTINUE_EVICT;
    }
}
