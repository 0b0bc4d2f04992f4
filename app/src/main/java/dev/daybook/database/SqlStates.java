package dev.daybook.database;

import java.sql.SQLException;
import java.sql.SQLTransientException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.postgresql.util.PSQLException;

/** What PostgreSQL said, wherever in the chain of causes and next exceptions it stands. */
public final class SqlStates {
    private static final String UNIQUE_VIOLATION = "23505";
    private static final String SERIALIZATION_FAILURE = "40001";
    private static final String DEADLOCK_DETECTED = "40P01";
    private static final String LOCK_NOT_AVAILABLE = "55P03";
    private static final String NUL_CHARACTER = "22021";

    /** Connection, insufficient resources, operator intervention, rolled back, lock not available. */
    private static final List<String> PASSING = List.of("08", "53", "57P", "40", LOCK_NOT_AVAILABLE);

    private SqlStates() {}

    public static boolean isUniqueViolation(@Nullable Throwable thrown) {
        return has(thrown, UNIQUE_VIOLATION);
    }

    /** Whether the same command may well succeed when it is sent again. */
    public static boolean isSerializationFailureOrDeadlock(Throwable thrown) {
        return has(thrown, SERIALIZATION_FAILURE) || has(thrown, DEADLOCK_DETECTED);
    }

    /** Whether a lock was not got, since others were faster or would have waited for each other. */
    public static boolean isLockTimeoutOrDeadlock(Throwable thrown) {
        return has(thrown, LOCK_NOT_AVAILABLE) || has(thrown, DEADLOCK_DETECTED);
    }

    /**
     * Whether it will pass without anybody mending anything: no connection, or it was lost; the server is full, stops or
     * starts; a lock was not got in time, or a race was lost.
     */
    public static boolean isTransient(Throwable thrown) {
        return sqlExceptions(thrown)
                .anyMatch(sql -> sql instanceof SQLTransientException
                        || (sql.getSQLState() != null && PASSING.stream().anyMatch(sql.getSQLState()::startsWith)));
    }

    /** PostgreSQL stores every character but NUL. */
    public static boolean isNulCharacter(Throwable thrown) {
        return has(thrown, NUL_CHARACTER);
    }

    /** The unique index that refused a row. */
    public static Optional<String> violatedIndex(Throwable thrown) {
        return sqlExceptions(thrown)
                .filter(sql -> UNIQUE_VIOLATION.equals(sql.getSQLState()))
                .filter(PSQLException.class::isInstance)
                .map(PSQLException.class::cast)
                .flatMap(sql -> Stream.ofNullable(sql.getServerErrorMessage()))
                .flatMap(message -> Stream.ofNullable(message.getConstraint()))
                .findFirst();
    }

    private static boolean has(@Nullable Throwable thrown, String state) {
        return sqlExceptions(thrown).anyMatch(sql -> state.equals(sql.getSQLState()));
    }

    private static Stream<SQLException> sqlExceptions(@Nullable Throwable thrown) {
        return Stream.<Throwable>iterate(thrown, Throwable::getCause)
                .takeWhile(cause -> cause != null)
                .limit(50)
                .filter(SQLException.class::isInstance)
                .map(SQLException.class::cast)
                .flatMap(first -> Stream.iterate(first, SQLException::getNextException)
                        .takeWhile(next -> next != null)
                        .limit(50));
    }
}
