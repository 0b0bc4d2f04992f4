package dev.daybook.commands;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.axonframework.messaging.unitofwork.CurrentUnitOfWork;
import org.jspecify.annotations.Nullable;

/**
 * Cached aggregates that a command has used without comparing them with the store. The unique index of the log refuses an
 * append to a stale one; the others are compared before the commit, and a refusal of the command is decided again.
 */
public final class TrustedReads {
    static final String METADATA_KEY = "trustedReads";

    private final Map<String, Long> versions = new ConcurrentHashMap<>();

    TrustedReads() {}

    /** Those of the command on this thread; null when its sender does not decide refusals again. */
    public static @Nullable TrustedReads current() {
        return CurrentUnitOfWork.isStarted()
                        && CurrentUnitOfWork.get()
                                        .root()
                                        .getMessage()
                                        .getMetaData()
                                        .get(METADATA_KEY)
                                instanceof TrustedReads reads
                ? reads
                : null;
    }

    /** @param version the last sequence number that the cached aggregate knows */
    public void add(String aggregate, long version) {
        versions.putIfAbsent(aggregate, version);
    }

    /** Last sequence number by aggregate. */
    public Map<String, Long> versions() {
        return Map.copyOf(versions);
    }

    public boolean isEmpty() {
        return versions.isEmpty();
    }
}
