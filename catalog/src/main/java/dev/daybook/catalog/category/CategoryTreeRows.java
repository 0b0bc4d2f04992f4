package dev.daybook.catalog.category;

import dev.daybook.catalog.ProductId;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The tree in the rows of this moment, with locks that keep what was asked about as it is. */
@Component
class CategoryTreeRows implements CategoryTree {
    /** Of the tree as a whole: two moves at once could each be harmless and close a ring together. */
    private static final long SHAPE = 0x0CA7_E602_1E5EL;

    private final JdbcClient jdbc;

    CategoryTreeRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public boolean leadsTo(CategoryId category, CategoryId other) {
        // A statement of its own: the next one then sees what others did while this one waited.
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
    public Contents contentsOf(CategoryId category) {
        // Whoever puts something into the category holds its row for sharing until that can be seen.
        jdbc.sql("select from categories where id = ? for update")
                .param(category.value())
                .query((_, _) -> true)
                .list();
        var products = new ArrayList<ProductId>();
        var ambiguous = new ArrayList<String>();
        jdbc.sql("""
                        select id, name, exists (
                            select from products other
                            where other.name = product.name and other.category_id is null
                              and other.status <> 'ARCHIVED')
                        from products product where category_id = ? and status <> 'ARCHIVED' order by id""").param(category.value()).query(row -> {
            products.add(new ProductId(row.getObject(1, UUID.class)));
            if (row.getBoolean(3)) {
                ambiguous.add(row.getString(2));
            }
        });
        return new Contents(childrenOf(category), products, ambiguous);
    }

    private List<CategoryId> childrenOf(CategoryId category) {
        return jdbc.sql("select id from categories where parent_id = ? order by id")
                .param(category.value())
                .query((row, _) -> new CategoryId(row.getObject(1, UUID.class)))
                .list();
    }
}
