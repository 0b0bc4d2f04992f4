package dev.daybook.database;

import static java.util.stream.Collectors.joining;

import java.sql.SQLException;
import java.sql.SQLTransientException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;

/** Classifies failures by their SQLSTATE, anywhere in the chain of causes and next exceptions. */
public final class SqlStates {
    /** Message of Hikari, without a state, to who goes on with a connection that was lost at an earlier statement. */
    private static final String CLOSED = "Connection is closed";

    private static final String UNIQUE_VIOLATION = "23505";
    private static final String SERIALIZATION_FAILURE = "40001";
    private static final String DEADLOCK_DETECTED = "40P01";
    private static final String LOCK_NOT_AVAILABLE = "55P03";
    private static final String NUL_CHARACTER = "22021";
    private static final String DISK_FULL = "53100";
    private static final String READ_ONLY = "25006";
    private static final String QUERY_CANCELED = "57014";

    /** Undefined table, column and function. */
    private static final List<String> STANDBY = List.of("42P01", "42703", "42883");

    /**
     * Classes of transient failures: connection, insufficient resources, operator intervention (also by a time-out of a
     * statement), transaction rollback, time-outs of a transaction, lock not available, a server that takes no writes.
     */
    private static final List<String> TRANSIENT =
            List.of("08", "53", "57P", QUERY_CANCELED, "40", "25P03", "25P04", LOCK_NOT_AVAILABLE, READ_ONLY);

    private SqlStates() {}

    public static boolean isUniqueViolation(@Nullable Throwable thrown) {
        return has(thrown, UNIQUE_VIOLATION);
    }

    /** Whether a retry of the same transaction is likely to succeed. */
    public static boolean isSerializationFailureOrDeadlock(Throwable thrown) {
        return has(thrown, SERIALIZATION_FAILURE) || has(thrown, DEADLOCK_DETECTED);
    }

    /** Whether an entry of this unique index had to wait for too long for another transaction that has the same. */
    public static boolean isLockTimeoutOn(String index, Throwable thrown) {
        return serverErrors(thrown, LOCK_NOT_AVAILABLE)
                .flatMap(message -> Stream.ofNullable(message.getWhere()))
                .anyMatch(where -> where.contains('"' + index + '"'));
    }

    /** Whether a lock was not granted in time, or by a deadlock. */
    public static boolean isLockTimeoutOrDeadlock(Throwable thrown) {
        return has(thrown, LOCK_NOT_AVAILABLE) || has(thrown, DEADLOCK_DETECTED);
    }

    /**
     * Whether a later retry may succeed without a repair: the connection failed or was lost; the server is full, stops,
     * starts or is a standby, or did not do the work in time; a lock was not granted in time; the transaction conflicted with another.
     */
    public static boolean isTransient(Throwable thrown) {
        return sqlExceptions(thrown)
                .anyMatch(sql -> sql instanceof SQLTransientException
                        || (sql.getSQLState() == null
                                ? CLOSED.equals(sql.getMessage())
                                : TRANSIENT.stream().anyMatch(sql.getSQLState()::startsWith)));
    }

    /** Whether the server takes no writes, as a standby does not: nothing of the transaction is stored. */
    public static boolean isReadOnly(@Nullable Throwable thrown) {
        return has(thrown, READ_ONLY);
    }

    /**
     * Whether another server may well answer what this standby has not: it was lost or is overloaded, its replay was in the
     * way, it does not write, or it does not have a table or column yet. A statement that was cancelled is none.
     */
    public static boolean isOfStandby(Throwable thrown) {
        return (isTransient(thrown) && !has(thrown, QUERY_CANCELED))
                || STANDBY.stream().anyMatch(state -> has(thrown, state));
    }

    /** Whether the server had no space on its disk. */
    public static boolean isDiskFull(@Nullable Throwable thrown) {
        return has(thrown, DISK_FULL);
    }

    /** Whether a text holds NUL, the one character that PostgreSQL cannot store. */
    public static boolean isNulCharacter(Throwable thrown) {
        return has(thrown, NUL_CHARACTER);
    }

    /** The unique index that refused a row. */
    public static Optional<String> violatedIndex(Throwable thrown) {
        return serverErrors(thrown, UNIQUE_VIOLATION)
                .flatMap(message -> Stream.ofNullable(message.getConstraint()))
                .findFirst();
    }

    /** Whether the key that a unique index refused has these values. */
    public static boolean isViolatedBy(Throwable thrown, Object... values) {
        var key = Stream.of(values).map(String::valueOf).collect(joining(", ", "(", ")"));
        return serverErrors(thrown, UNIQUE_VIOLATION)
                .flatMap(message -> Stream.ofNullable(message.getDetail()))
                .anyMatch(detail -> detail.contains(key));
    }

    private static Stream<ServerErrorMessage> serverErrors(Throwable thrown, String state) {
        return sqlExceptions(thrown)
                .filter(sql -> state.equals(sql.getSQLState()))
                .filter(PSQLException.class::isInstance)
                .map(PSQLException.class::cast)
                .flatMap(sql -> Stream.ofNullable(sql.getServerErrorMessage()));
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
