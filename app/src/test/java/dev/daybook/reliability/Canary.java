package dev.daybook.reliability;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Deliberate defect of a shop or of its database, which the suite has to see: one that is always green shows nothing. */
enum Canary {
    LOGGED_ERRORS(
            "Axon's default: errors of projections are only logged",
            LoggedErrors.class,
            "row missing for a while",
            Invariant.I6),
    UNIQUE_IN_MEMORY(
            "positions in streams are unique by the locks in memory alone, the database has no index",
            "alter table domain_events drop constraint domain_events_stream",
            "",
            "load on two nodes",
            Invariant.I3),
    COMMITS_NOT_FLUSHED(
            "commits are acknowledged before they are on the disk",
            "checkpoint",
            // The server flushes them within three times the delay, of which this is the longest.
            "synchronous_commit=off wal_writer_delay=10s wal_writer_flush_after=1GB",
            "postmaster killed (kill -9)",
            Invariant.I1),
    ACTS_LATER(
            "the subscriber acknowledges an event, and acts afterwards",
            ActsLater.class,
            "shop killed (kill -9)",
            Invariant.I7),
    STALE_CACHE(
            "cached aggregates are not compared with their streams",
            StaleCache.class,
            "load on two nodes",
            Invariant.I3),
    COPY_BY_READER(
            "rows are copied as characters instead of bytes", CopyByReader.class, "long texts rebuilt", Invariant.I6);

    private final String sentence;
    private final @Nullable String configuration;
    private final @Nullable String sql;
    private final String serverSettings;
    private final String fault;
    private final Invariant broken;

    /** A defect of the shop. */
    Canary(String sentence, Class<?> configuration, String fault, Invariant broken) {
        this(sentence, configuration.getName(), null, "", fault, broken);
    }

    /** A defect of the database. */
    Canary(String sentence, String sql, String serverSettings, String fault, Invariant broken) {
        this(sentence, null, sql, serverSettings, fault, broken);
    }

    Canary(
            String sentence,
            @Nullable String configuration,
            @Nullable String sql,
            String serverSettings,
            String fault,
            Invariant broken) {
        this.sentence = sentence;
        this.configuration = configuration;
        this.sql = sql;
        this.serverSettings = serverSettings;
        this.fault = fault;
        this.broken = broken;
    }

    String sentence() {
        return sentence;
    }

    /** The fault that uncovers it. */
    Fault fault() {
        return Faults.named(fault);
    }

    /** The invariant that it breaks. */
    Invariant broken() {
        return broken;
    }

    List<String> serverSettings() {
        return serverSettings.isEmpty() ? List.of() : List.of(serverSettings.split(" "));
    }

    /** The statement that is run before there is any load; null when there is none. */
    @Nullable String sql() {
        return sql;
    }

    /** The environment of a shop that has it. */
    Map<String, String> environment() {
        return configuration == null ? Map.of() : Map.of(ShopNode.SOURCES, configuration);
    }
}
