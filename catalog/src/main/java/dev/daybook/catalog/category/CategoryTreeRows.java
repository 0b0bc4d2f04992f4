package dev.daybook.catalog.category;

import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Reads the tree from the rows, with locks that keep the answer true. */
@Component
class CategoryTreeRows implements CategoryTree {
    /** Lock of the tree as a whole: two concurrent moves could close a cycle that neither closes alone. */
    private static final long SHAPE = 0x0CA7_E602_1E5EL;

    private final JdbcClient jdbc;

    CategoryTreeRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public boolean isSameOrAbove(CategoryId category, CategoryId other) {
        // A statement of its own, so that the next one sees the changes that this one waited for.
        jdbc.sql("select pg_advisory_xact_lock(?)")
                .param(SHAPE)
                .query((_, _) -> true)
                .single();
        return jdbc.sql("""
                        with recursive way as (
                            select id, parent_id from categories where id = ?
                            union
                            select above.id, above.parent_id from categories above join way on above.id = way.parent_id)
                        select exists (select from way where id = ?)""")
                .params(other.value(), category.value())
                .query(Boolean.class)
                .single();
    }

    @Override
    public List<CategoryId> childrenOf(CategoryId category) {
        // A transaction that puts something into the category holds its row for sharing until that can be seen.
        jdbc.sql("select from categories where id = ? for update")
                .param(category.value())
                .query((_, _) -> true)
                .list();
        return jdbc.sql("select id from categories where parent_id = ? order by id")
                .param(category.value())
                .query((row, _) -> new CategoryId(row.getObject(1, UUID.class)))
                .list();
    }
}
