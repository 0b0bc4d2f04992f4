package dev.daybook.replay;

import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.toMap;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.DisallowReplay;
import org.axonframework.serialization.Revision;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.util.ClassUtils;

/**
 * Versions of all projections of this jar, as the {@link Revision} of their components declares them; the first is
 * without. Every session that may write rows {@link #entry() enters} with them: it holds a shared lock named after them
 * as long as it lives, and is refused when the rows are of a newer version. So whoever finds no other such lock knows
 * that no other version can write, and under the lock of the door that none is about to. A session of another version
 * makes a note that rows may be of several versions from now on, which a rebuild takes back when it is alone.
 */
final class ProjectionVersions {
    /** SQL state of a session that is not let in. */
    static final String OUTDATED = "DB001";

    private static final int DOOR = 0x0DA7B0D0;
    private static final int SESSIONS = 0x0DA7B0D1;

    /** Whether no session of other versions than these is left. */
    private static final String ALONE = """
            not exists (
                select from pg_locks
                where locktype = 'advisory' and objsubid = 2 and classid::bigint = %d
                  and objid::bigint <> (hashtext(?)::bigint & 4294967295)
                  and database = (select oid from pg_database where datname = current_database()))""".formatted(SESSIONS);

    private final SortedMap<String, Integer> declared;

    private ProjectionVersions(SortedMap<String, Integer> declared) {
        this.declared = declared;
    }

    /** @throws IllegalStateException when the components of a projection do not agree on its version */
    static ProjectionVersions of(ListableBeanFactory beans) {
        var declared = new TreeMap<String, Integer>();
        Arrays.stream(beans.getBeanDefinitionNames())
                .filter(name -> beans.findAnnotationOnBean(name, ProcessingGroup.class, false) != null)
                .<Class<?>>flatMap(name -> Stream.ofNullable(beans.getType(name, false)))
                .map(type -> ClassUtils.getUserClass(type))
                .filter(type -> !type.isAnnotationPresent(DisallowReplay.class))
                .forEach(type -> {
                    var name = type.getAnnotation(ProcessingGroup.class).value();
                    var other = declared.put(name, versionOf(type));
                    if (other != null && other != versionOf(type)) {
                        throw new IllegalStateException(
                                "The components of the projection %s have different revisions, but are one projection"
                                        .formatted(name));
                    }
                });
        return new ProjectionVersions(declared);
    }

    private static int versionOf(Class<?> component) {
        var revision = component.getAnnotation(Revision.class);
        if (revision == null) {
            return 1;
        }
        if (!revision.value().matches("[2-9]|[1-9]\\d{1,8}")) {
            throw new IllegalStateException(
                    "The revision of %s must be a whole number from 2 on: a projection without is of version 1"
                            .formatted(component));
        }
        return Integer.parseInt(revision.value());
    }

    int of(String projection) {
        return Objects.requireNonNull(declared.get(projection));
    }

    /**
     * Statement with which a session enters. It does nothing before the migration that begins with versions. Names are
     * constants of the code.
     */
    String entry() {
        return """
                do $entry$
                declare
                    own constant jsonb := '%1$s';
                    newer text;
                begin
                    if to_regclass('projection_versions') is null then
                        return;
                    end if;
                    -- The server finds out within a minute that a node has gone without a word.
                    perform set_config('tcp_keepalives_idle', '30', false), set_config('tcp_keepalives_interval', '10', false),
                        set_config('tcp_keepalives_count', '3', false);
                    perform pg_advisory_xact_lock_shared(%2$d, 0);
                    select string_agg(format('%%s (version %%s)', projection, oldest), ', ' order by projection) into newer
                    from projection_versions where oldest > coalesce((own ->> projection)::integer, 0);
                    if newer is not null then
                        raise exception 'This database has rows of a newer version of the shop: %%', newer
                            using errcode = '%4$s';
                    end if;
                    perform pg_advisory_lock_shared(%3$d, hashtext('%1$s'));
                    if exists (
                        select from projection_versions
                        where version not in (0, coalesce((own ->> projection)::integer, 0))
                           or newest < (own ->> projection)::integer) then
                        update projection_versions
                        set version = case coalesce((own ->> projection)::integer, 0) when version then version else 0 end,
                            newest = greatest(newest, (own ->> projection)::integer);
                    end if;
                end $entry$""".formatted(text(), DOOR, SESSIONS, OUTDATED);
    }

    /** The versions of the rows in the database by projection; 0 while they may be of several. */
    static Map<String, Integer> ofRows(JdbcClient jdbc) {
        record Rows(String projection, int version) {}
        return jdbc.sql("select projection, version from projection_versions").query(Rows.class).list().stream()
                .collect(toMap(Rows::projection, Rows::version));
    }

    /**
     * The projections that this node is to rebuild: their rows are of another version, and no newer one has been let in
     * that is to do it. Without nodes of another version it is up to this one.
     */
    List<String> outdated(JdbcClient jdbc) {
        return jdbc.sql("""
                        select name from (select key as name, value::integer as own from jsonb_each_text(:own::jsonb)) as declared
                            left join projection_versions on projection = name
                        where version is distinct from own and (newest <= own or newest is null or %s)
                        order by name""".formatted(ALONE.replace("?", ":own")))
                .param("own", text())
                .query((row, _) -> row.getString(1))
                .list();
    }

    /** Lets sessions of these versions in. Rows stay what they are, until one comes. */
    List<String> downgrade(JdbcClient jdbc) {
        return jdbc.sql("""
                        update projection_versions as p set oldest = own.version, newest = own.version
                        from (select projection, coalesce((:own::jsonb ->> projection)::integer, 0) as version
                              from projection_versions) as own
                        where own.projection = p.projection and p.oldest > own.version
                        returning p.projection""")
                .param("own", text())
                .query((row, _) -> row.getString(1))
                .list();
    }

    /**
     * Whether the rows that were rebuilt may become the live ones in this transaction: they are of the version that is
     * live, or no session of another version is left. In the latter case they are the live version with the commit, and no
     * session enters before it.
     *
     * @throws ReplayFailed when the live rows are of a newer version
     */
    boolean mayBecomeLive(String projection, Connection connection) throws SQLException {
        var version = of(projection);
        try (var select =
                connection.prepareStatement("select version, oldest from projection_versions where projection = ?")) {
            select.setString(1, projection);
            try (var row = select.executeQuery()) {
                if (row.next()) {
                    if (row.getInt("oldest") > version) {
                        throw new ReplayFailed(
                                "The rows of %s are of version %d, and this version of the shop makes those of version %d"
                                        .formatted(projection, row.getInt("oldest"), version),
                                null);
                    }
                    if (row.getInt("version") == version) {
                        return true;
                    }
                }
            }
        }
        return isTrue("select pg_try_advisory_xact_lock(" + DOOR + ", 0)", connection)
                && isTrue("select " + ALONE, connection, text())
                && isTrue("""
                        insert into projection_versions (projection, version, oldest, newest) values (?, %1$d, %1$d, %1$d)
                        on conflict (projection) do update
                        set version = excluded.version, oldest = excluded.oldest, newest = excluded.newest
                        returning true""".formatted(version), connection, projection);
    }

    private static boolean isTrue(String sql, Connection connection, String... parameters) throws SQLException {
        try (var statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < parameters.length; i++) {
                statement.setString(i + 1, parameters[i]);
            }
            try (var row = statement.executeQuery()) {
                row.next();
                return row.getBoolean(1);
            }
        }
    }

    private String text() {
        return declared.entrySet().stream()
                .map(own -> "\"%s\": %d".formatted(own.getKey(), own.getValue()))
                .collect(joining(", ", "{", "}"));
    }
}
