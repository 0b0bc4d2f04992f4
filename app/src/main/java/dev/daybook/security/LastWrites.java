package dev.daybook.security;

import dev.daybook.database.replica.ConditionalOnReplica;
import dev.daybook.database.replica.ReplicaSettings;
import dev.daybook.users.UserId;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Positions of the write-ahead log up to which users have written, so that every node lets them read their own writes: a
 * replica has to have replayed them. One that is older than the maximum lag says nothing.
 */
@Component
@ConditionalOnReplica
public class LastWrites {
    /**
     * The position is taken after the commit, and while no other call for the user takes one. It need not be on the disk
     * before the answer: a crash that loses it breaks all connections, too.
     */
    private static final String NOTE = """
            with commit as (select set_config('synchronous_commit', 'off', true))
            insert into last_writes (user_id, position, written_at)
            select ?, pg_current_wal_insert_lsn(), clock_timestamp() from commit
            on conflict (user_id) do update set position = pg_current_wal_insert_lsn(), written_at = clock_timestamp()""";

    private static final Logger log = LoggerFactory.getLogger(LastWrites.class);

    private final JdbcClient jdbc;
    private final ReplicaSettings settings;

    LastWrites(JdbcClient jdbc, ReplicaSettings settings) {
        this.jdbc = jdbc;
        this.settings = settings;
    }

    /** Notes that the user has written. What they have written is done, whether it can be noted or not. */
    public void note(UserId user) {
        try {
            jdbc.sql(NOTE).param(user.value()).update();
        } catch (DataAccessException e) {
            log.warn("The replica may not show {} what they have just written", user, e);
        }
    }

    /** Position up to which the caller has to see; 0 for none. It is asked for only if it did not come with the caller. */
    public long of(Caller caller) {
        return Optional.ofNullable(caller.written())
                .orElseGet(() -> caller.id().map(this::find).orElse(0L));
    }

    private long find(UserId user) {
        return jdbc.sql("select coalesce(%s, 0)".formatted(positionOf("?")))
                .param(user.value())
                .query(Long.class)
                .single();
    }

    /** Expression for the position of the user whose id this is, null when there is none that matters. */
    String positionOf(String userId) {
        return """
                (select (position - '0/0')::bigint from last_writes
                where last_writes.user_id = %s and written_at > now() - interval '%d ms')""".formatted(userId, settings.maxLag().toMillis());
    }

    @Scheduled(fixedDelay = 1, timeUnit = TimeUnit.HOURS)
    void deleteOld() {
        jdbc.sql("delete from last_writes where written_at < now() - interval '1 hour'")
                .update();
    }
}
