package dev.daybook.graphql.paging;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toList;
import static java.util.stream.Collectors.toMap;

import dev.daybook.database.JooqClient;
import dev.daybook.database.ViewMapping;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.Name;
import org.jooq.Select;
import org.jooq.SelectField;
import org.jooq.Table;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.RowMapper;

/**
 * Keyset pagination of a sorted and filtered list of views. A page begins at the position of the cursor's row, found
 * by the index, so that the last page is as fast as the first, and rows that come or go meanwhile make none appear
 * twice or be missed.
 */
public final class Listing<V> {
    private static final Field<String> SORT_KEY = DSL.field(DSL.name("sort_key"), String.class);
    private static final Field<UUID> ROW_ID = DSL.field(DSL.name("row_id"), UUID.class);
    private static final Name PARENTS = DSL.name("parents");
    private static final Field<UUID> PARENT = DSL.field(PARENTS.append("parent"), UUID.class);
    private static final Field<UUID> MEMBER = DSL.field(PARENTS.append("member"), UUID.class);
    private static final Field<UUID> LIST_OF = DSL.field(PARENT.getUnqualifiedName(), UUID.class);
    private static final Field<Object> SORT_BY = DSL.field(DSL.name("sort_by"));
    private static final Field<Integer> RANK = DSL.field(DSL.name("rank"), Integer.class);

    private final ViewMapping<V> mapping;
    private final Table<?> from;
    private final JooqClient jooq;

    Listing(ViewMapping<V> mapping, Table<?> from, JooqClient jooq) {
        this.mapping = mapping;
        this.from = from;
        this.jooq = jooq;
    }

    /** The same list, joined with another table that can be filtered and sorted by. */
    public Listing<V> joinedWith(Table<?> other, Condition on) {
        return new Listing<>(mapping, from.join(other).on(on), jooq);
    }

    /** The same list, left joined: with the rows that have no match in the other table. */
    public Listing<V> leftJoinedWith(Table<?> other, Condition on) {
        return new Listing<>(mapping, from.leftJoin(other).on(on), jooq);
    }

    private record Row<V>(@Nullable UUID parent, V view, UUID id, String sortKey) {}

    public Slice<V> page(Condition where, Sorting sorting, Page page) {
        var query = DSL.select(columns(sorting))
                .from(from)
                .where(where)
                .and(between(page, sorting))
                .orderBy(sorting.order(sorting.key(), mapping.id(), page.fromTheBack()))
                .limit(page.size() + 1);
        return slice(rows(query, false), sorting, page);
    }

    public int count(Condition where) {
        var query = DSL.selectCount().from(from).where(where);
        return jooq.sql(query).query((row, _) -> row.getInt(1)).single();
    }

    /** Aggregates over all rows. */
    public <R> R aggregate(RowMapper<R> read, SelectField<?>... figures) {
        return jooq.sql(DSL.select(figures).from(from)).query(read).single();
    }

    /** The same page of the list of each parent, with one statement for all parents. */
    public Map<UUID, Slice<V>> pages(
            Field<UUID> parent, Collection<UUID> parents, Condition where, Sorting sorting, Page page) {
        var itself = DSL.table(
                "(select id as parent, id as member from unnest({0}) as given (id))",
                DSL.val(parents.toArray(UUID[]::new)));
        return pagesOfGroups(parent, itself, parents, where, sorting, page);
    }

    /**
     * The same page of lists that have the rows of several members, such as a category and all below it. A page is
     * taken of each member, in the order of its index, and the page of the parent from these: numbering all rows, or
     * walking through those of others, would take long where lists are long or parents many.
     *
     * @param groups a query for the pairs of a parent and a member
     */
    public Map<UUID, Slice<V>> pagesOfGroups(
            Field<UUID> member,
            Table<?> groups,
            Collection<UUID> parents,
            Condition where,
            Sorting sorting,
            Page page) {
        var ofMember = DSL.select(mapping.id().as(ROW_ID), sorting.key().as(SORT_BY))
                .from(from)
                .where(member.eq(MEMBER))
                .and(where)
                .and(between(page, sorting))
                .orderBy(sorting.order(sorting.key(), mapping.id(), page.fromTheBack()))
                .limit(page.size() + 1)
                .asTable("of_member");
        var rank = DSL.rowNumber()
                .over(DSL.partitionBy(PARENT).orderBy(sorting.order(SORT_BY, ROW_ID, page.fromTheBack())));
        var numbered = DSL.select(ofMember.asterisk(), PARENT, rank.as(RANK))
                .from(groups.as(PARENTS))
                .crossJoin(DSL.lateral(ofMember))
                .asTable("numbered");
        // Whole rows only of those that are on a page; one by one, or PostgreSQL may well read the whole table for
        // them.
        var whole = DSL.select(mapping.fields())
                .from(mapping.table())
                .where(mapping.id().eq(ROW_ID))
                .limit(1)
                .asTable("whole");
        var query = DSL.select(
                        whole.asterisk(), ROW_ID, SORT_BY.cast(String.class).as(SORT_KEY), LIST_OF)
                .from(numbered)
                .crossJoin(DSL.lateral(whole))
                .where(RANK.le(page.size() + 1))
                .orderBy(LIST_OF, RANK);
        var found =
                rows(query, true).stream().collect(groupingBy(row -> Objects.requireNonNull(row.parent()), toList()));
        return parents.stream()
                .distinct()
                .collect(toMap(id -> id, id -> slice(found.getOrDefault(id, List.of()), sorting, page)));
    }

    /** Number of rows in the list of each parent. */
    public Map<UUID, Integer> counts(Field<UUID> parent, Collection<UUID> parents, Condition where) {
        return counts(
                DSL.select(parent, DSL.count())
                        .from(from)
                        .where(Sql.isAnyOf(parent, parents))
                        .and(where)
                        .groupBy(parent),
                parents);
    }

    /** Number of rows in lists that have the rows of several members. */
    public Map<UUID, Integer> countsOfGroups(
            Field<UUID> member, Table<?> groups, Collection<UUID> parents, Condition where) {
        return counts(
                DSL.select(PARENT, DSL.count())
                        .from(groups.as(PARENTS))
                        .join(from)
                        .on(member.eq(MEMBER))
                        .where(where)
                        .groupBy(PARENT),
                parents);
    }

    private Map<UUID, Integer> counts(Select<?> query, Collection<UUID> parents) {
        record Count(UUID parent, int rows) {}
        var found =
                jooq
                        .sql(query)
                        .query((row, _) -> new Count(row.getObject(1, UUID.class), row.getInt(2)))
                        .list()
                        .stream()
                        .collect(toMap(Count::parent, Count::rows));
        return parents.stream().distinct().collect(toMap(id -> id, id -> found.getOrDefault(id, 0)));
    }

    private List<Field<?>> columns(Sorting sorting) {
        var columns = new ArrayList<Field<?>>(mapping.fields());
        columns.add(mapping.id().as(ROW_ID));
        columns.add(sorting.key().cast(String.class).as(SORT_KEY));
        return columns;
    }

    private Condition between(Page page, Sorting sorting) {
        return DSL.and(Stream.concat(
                        page.afterIn(sorting).map(after -> sorting.beyond(after, mapping.id(), true)).stream(),
                        page.beforeIn(sorting).map(before -> sorting.beyond(before, mapping.id(), false)).stream())
                .toList());
    }

    private List<Row<V>> rows(Select<?> query, boolean withParent) {
        return jooq.sql(query)
                .query((row, number) -> row(row, number, withParent))
                .list();
    }

    private Row<V> row(ResultSet row, int number, boolean withParent) throws SQLException {
        return new Row<>(
                withParent ? row.getObject(PARENT.getName(), UUID.class) : null,
                mapping.mapRow(row, number),
                row.getObject(ROW_ID.getName(), UUID.class),
                row.getString(SORT_KEY.getName()));
    }

    private static <V> Slice<V> slice(List<Row<V>> rows, Sorting sorting, Page page) {
        var more = rows.size() > page.size();
        var wanted = rows.subList(0, more ? page.size() : rows.size()).stream()
                .map(row ->
                        new Edge<>(row.view(), () -> page.seal(new Cursor(sorting.name(), row.id(), row.sortKey()))))
                .toList();
        return page.fromTheBack()
                ? new Slice<>(wanted.reversed(), more, page.before() != null)
                : new Slice<>(wanted, page.after() != null, more);
    }
}
