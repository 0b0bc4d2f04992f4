package dev.daybook.database;

import static java.util.stream.Collectors.joining;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Currency;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.support.SqlArrayValue;

/**
 * Rows of read models that one transaction reads and writes. Reads see the writes before them; the writes reach the
 * database together, with one statement for the rows of all tables.
 */
public final class RowBatch {
    private final ViewMappings mappings;
    private final JdbcTemplate jdbc;
    private final Map<Class<?>, Table<?>> tables = new LinkedHashMap<>();

    public RowBatch(ViewMappings mappings, JdbcTemplate jdbc) {
        this.mappings = mappings;
        this.jdbc = jdbc;
    }

    /**
     * The row with this id, or null.
     *
     * @param others ids of rows that are likely to be read next, and are read by the same statement
     */
    public <V> @Nullable V find(Class<V> view, Object id, Collection<?> others) {
        return of(view).find(id, others);
    }

    /** The rows with these ids, those that are not known yet by one statement; an unknown id is left out. */
    public <V> List<V> findAll(Class<V> view, Collection<?> ids) {
        return of(view).findAll(ids);
    }

    /** Writes a row that does not exist yet. */
    public <V> void insert(V row) {
        ofRow(row).write(row, true);
    }

    /** Writes a row that may exist. */
    public <V> void upsert(V row) {
        ofRow(row).write(row, false);
    }

    /** The rows that were inserted and not deleted since, as they are now. */
    public <V> List<V> inserted(Class<V> view) {
        return of(view).inserted();
    }

    public void delete(Class<?> view, Object id) {
        of(view).delete(id);
    }

    /**
     * Sends the pending writes to the database, where a unique index or a constraint may refuse them.
     *
     * @param others what is written by the same statement, before the rows
     */
    public void flush(List<Write> others) {
        var writes = new ArrayList<>(others);
        for (var table : tables.values()) {
            table.flushDeletes();
            table.addInserts(writes);
        }
        if (!writes.isEmpty()) {
            CommandWaits.shortenLocks(jdbc);
            var all = inOneStatement(writes);
            jdbc.update(all.sql(), all.values().toArray());
        }
    }

    /**
     * PostgreSQL promises no order among the parts of a statement. In fact it begins with the main one, and goes on with the
     * last of the others; so the first to be refused is mostly the first that was asked for.
     */
    private static Write inOneStatement(List<Write> writes) {
        var main = writes.getFirst();
        var others = writes.subList(1, writes.size()).reversed();
        if (others.isEmpty()) {
            return main;
        }
        var number = new int[1];
        return new Write(
                others.stream()
                        .map(write -> "w" + ++number[0] + " as (" + write.sql() + ")")
                        .collect(joining(", ", "with ", " " + main.sql())),
                Stream.concat(others.stream(), Stream.of(main))
                        .flatMap(write -> write.values().stream())
                        .toList());
    }

    @SuppressWarnings("unchecked")
    private <V> Table<V> of(Class<V> view) {
        return (Table<V>) tables.computeIfAbsent(view, _ -> new Table<>(mappings.of(view)));
    }

    @SuppressWarnings("unchecked")
    private <V> Table<V> ofRow(V row) {
        return of((Class<V>) row.getClass());
    }

    private final class Table<V> {
        private final ViewMapping<V> mapping;
        /** What is known of the rows: null where there is none. */
        private final Map<Object, @Nullable V> known = new HashMap<>();

        private final Set<Object> inserted = new LinkedHashSet<>();
        private final Map<Object, V> inserts = new LinkedHashMap<>();
        private final Map<Object, V> upserts = new LinkedHashMap<>();
        private final Set<Object> deletes = new HashSet<>();

        Table(ViewMapping<V> mapping) {
            this.mapping = mapping;
        }

        @Nullable V find(Object id, Collection<?> others) {
            if (!known.containsKey(id)) {
                var ids = new HashSet<Object>(others);
                ids.add(id);
                read(ids);
            }
            return known.get(id);
        }

        List<V> findAll(Collection<?> ids) {
            if (!known.keySet().containsAll(ids)) {
                read(new HashSet<>(ids));
            }
            return ids.stream()
                    .distinct()
                    .<V>mapMulti((id, found) -> {
                        var row = known.get(id);
                        if (row != null) {
                            found.accept(row);
                        }
                    })
                    .toList();
        }

        private void read(Set<Object> ids) {
            ids.removeAll(known.keySet());
            ids.forEach(missing -> known.put(missing, null));
            jdbc.query(mapping.selectByIds(), mapping, new SqlArrayValue("uuid", ids.toArray()))
                    .forEach(row -> known.put(mapping.idOf(row), row));
        }

        void write(V row, boolean isNew) {
            var id = mapping.idOf(row);
            if (inserts.containsKey(id) || (isNew && !upserts.containsKey(id) && !deletes.contains(id))) {
                inserts.put(id, row);
                inserted.add(id);
            } else {
                upserts.put(id, row);
            }
            known.put(id, row);
        }

        void delete(Object id) {
            inserts.remove(id);
            inserted.remove(id);
            upserts.remove(id);
            deletes.add(id);
            known.put(id, null);
        }

        List<V> inserted() {
            return inserted.stream().<V>map(known::get).toList();
        }

        void flushDeletes() {
            if (!deletes.isEmpty()) {
                jdbc.update(mapping.deleteByIds(), new SqlArrayValue("uuid", deletes.toArray()));
                deletes.clear();
            }
        }

        void addInserts(List<Write> writes) {
            add(mapping.insertAll(), inserts.values(), writes);
            add(mapping.upsertAll(), upserts.values(), writes);
            inserts.clear();
            upserts.clear();
        }

        private void add(String statement, Collection<V> rows, List<Write> writes) {
            if (!rows.isEmpty()) {
                writes.add(Write.ofRows(
                        statement,
                        mapping.arrayTypes(),
                        rows.stream().map(this::sqlValues).toList()));
            }
        }

        private @Nullable Object[] sqlValues(V row) {
            return Stream.of(mapping.valuesOf(row)).map(RowBatch::sqlValue).toArray();
        }
    }

    private static @Nullable Object sqlValue(@Nullable Object value) {
        return switch (value) {
            case Instant at -> at.atOffset(ZoneOffset.UTC);
            case Enum<?> constant -> constant.name();
            case Currency currency -> currency.getCurrencyCode();
            case null, default -> value;
        };
    }
}
