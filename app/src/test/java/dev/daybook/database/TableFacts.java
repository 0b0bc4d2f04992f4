package dev.daybook.database;

import static java.util.stream.Collectors.toMap;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Facts about the tables of a schema, a line for each: what it is, and after a tab how it is. A column that has no default
 * and may not be null is {@code needed}.
 */
record TableFacts(List<String> lines) {
    private static final String ALL = """
            with tables as (
                select oid, relname from pg_class
                where relnamespace = :schema::regnamespace and relkind in ('r', 'v') and relname !~ '^flyway_schema_history')
            select format(E'column %s.%s\\t%s%s', relname, attname, format_type(atttypid, atttypmod),
                case when attnotnull and not atthasdef and attidentity = '' then ', needed' else '' end)
            from pg_attribute join tables on attrelid = tables.oid where attnum > 0 and not attisdropped
            union all
            select format(E'constraint %s.%s\\t%s', relname, conname, pg_get_constraintdef(k.oid))
            from pg_constraint k join tables on conrelid = tables.oid where contype in ('c', 'f', 'x')
            union all
            select format(E'index %s.%s\\t%s', tables.relname, i.relname,
                replace(pg_get_indexdef(i.oid), :schema || '.', ''))
            from pg_index join tables on indrelid = tables.oid join pg_class i on i.oid = indexrelid
            where indisunique
            union all
            select format(E'function %s(%s)\\t%s', proname, oidvectortypes(proargtypes), pg_get_function_result(oid))
            from pg_proc where pronamespace = :schema::regnamespace
              and not exists (select from pg_depend where objid = pg_proc.oid and deptype = 'e')
            """;

    TableFacts {
        lines = List.copyOf(lines);
    }

    static TableFacts of(String schema, JdbcClient jdbc) {
        return new TableFacts(
                jdbc.sql("select fact from (%s) as facts (fact) order by fact collate \"C\"".formatted(ALL))
                        .param("schema", schema)
                        .query((row, _) -> row.getString(1))
                        .list());
    }

    /** What somebody who relies on these facts can no longer rely on. */
    List<String> changesFor(TableFacts now) {
        var before = byName();
        var after = now.byName();
        var changes = new ArrayList<String>();
        before.forEach((name, how) -> {
            var is = after.get(name);
            if (is == null && !name.startsWith("constraint ")) {
                changes.add(name + " is missing");
            } else if (is != null && !is.equals(how) && !is.equals(how.replace(", needed", ""))) {
                changes.add(
                        is.equals(how + ", needed")
                                ? name + " needs a value"
                                : "%s was %s, and is %s".formatted(name, how, is));
            }
        });
        after.forEach((name, how) -> {
            if (before.containsKey(name) || !isOfOneOf(before, name)) {
                return;
            }
            if (name.startsWith("column ") && how.endsWith(", needed")) {
                changes.add(name + " needs a value");
            } else if (name.startsWith("constraint ") || name.startsWith("index ")) {
                changes.add(name + " is new");
            }
        });
        return changes;
    }

    /** Whether it belongs to a table that has been there before. */
    private static boolean isOfOneOf(Map<String, String> before, String name) {
        var table = name.replaceFirst("^\\w+ ", "").replaceFirst("\\..*", "");
        return before.keySet().stream().anyMatch(known -> known.startsWith("column " + table + "."));
    }

    private Map<String, String> byName() {
        return lines.stream()
                .map(line -> line.split("\t", 2))
                .collect(toMap(fact -> fact[0], fact -> fact[1], (one, _) -> one, TreeMap::new));
    }
}
