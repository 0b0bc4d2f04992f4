package dev.daybook.replay;

import static java.util.stream.Collectors.toMap;

import dev.daybook.commands.Actor;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.SqlArrayValue;
import org.springframework.stereotype.Component;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** Stores all runs. A run holds an advisory lock while it is running, so every node can tell when its process has died. */
@Component
class ProjectionRunRepository {
    private static final TypeReference<List<ProjectionMismatch>> MISMATCHES = new TypeReference<>() {};
    private static final JsonMapper JSON = new JsonMapper();

    private final JdbcClient jdbc;
    private final Clock clock;

    ProjectionRunRepository(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** Records the begin of a run. The caller holds the lock of the projection. */
    ProjectionRun begin(RunKind kind, String projection, Actor actor) {
        jdbc.sql("""
                        update projection_runs set state = 'FAILED', error = :error, finished_at = :now
                        where projection = :projection and state = 'RUNNING'""")
                .param("error", "Its process has ended before it did")
                .param("now", now())
                .param("projection", projection)
                .update();
        var id = UUID.randomUUID();
        jdbc.sql("""
                        insert into projection_runs (id, projection, kind, state, actor, started_at)
                        values (:id, :projection, :kind, 'RUNNING', :actor, :now)""")
                .param("id", id)
                .param("projection", projection)
                .param("kind", kind.name())
                .param("actor", actor.toString())
                .param("now", now())
                .update();
        return Objects.requireNonNull(byId(List.of(id)).get(id));
    }

    void report(Collection<UUID> ids, long processed, long total, double rate) {
        jdbc.sql("""
                        update projection_runs
                        set events_processed = :processed, events_total = :total, events_per_second = :rate
                        where id = any(:ids)""")
                .param("processed", processed)
                .param("total", total)
                .param("rate", rate)
                .param("ids", uuids(ids))
                .update();
    }

    void succeed(UUID id, Verification.Finding finding) {
        jdbc.sql("""
                        update projection_runs
                        set state = 'SUCCEEDED', finished_at = :now, mismatch_count = :count, mismatches = :mismatches::jsonb
                        where id = :id""")
                .param("now", now())
                .param("count", finding.differingRows())
                .param("mismatches", JSON.writeValueAsString(finding.mismatches()))
                .param("id", id)
                .update();
    }

    void fail(UUID id, String error) {
        jdbc.sql("update projection_runs set state = 'FAILED', finished_at = :now, error = :error where id = :id")
                .param("now", now())
                .param("error", error)
                .param("id", id)
                .update();
    }

    Map<UUID, ProjectionRun> byId(Collection<UUID> ids) {
        return jdbc
                .sql("select * from projection_runs_now where id = any(?)")
                .param(uuids(ids))
                .query(ProjectionRunRepository::run)
                .list()
                .stream()
                .collect(toMap(ProjectionRun::id, run -> run));
    }

    Map<String, ProjectionRun> last(RunKind kind) {
        return jdbc.sql("""
                        select distinct on (projection) * from projection_runs_now
                        where kind = ? order by projection, started_at desc""").param(kind.name()).query(ProjectionRunRepository::run).list().stream()
                .collect(toMap(ProjectionRun::projection, run -> run));
    }

    private static ProjectionRun run(ResultSet row, int number) throws SQLException {
        var finishedAt = row.getObject("finished_at", OffsetDateTime.class);
        return new ProjectionRun(
                row.getObject("id", UUID.class),
                row.getString("projection"),
                RunKind.valueOf(row.getString("kind")),
                RunState.valueOf(row.getString("state")),
                row.getLong("events_processed"),
                row.getLong("events_total"),
                row.getDouble("events_per_second"),
                row.getLong("mismatch_count"),
                JSON.readValue(row.getString("mismatches"), MISMATCHES),
                row.getString("error"),
                Actor.parse(row.getString("actor")),
                row.getObject("started_at", OffsetDateTime.class).toInstant(),
                finishedAt == null ? null : finishedAt.toInstant());
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }

    private static SqlArrayValue uuids(Collection<UUID> ids) {
        return new SqlArrayValue("uuid", ids.toArray());
    }
}
