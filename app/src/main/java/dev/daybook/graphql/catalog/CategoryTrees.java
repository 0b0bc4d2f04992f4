package dev.daybook.graphql.catalog;

import dev.daybook.catalog.category.Categories;
import java.util.Collection;
import java.util.Set;
import java.util.UUID;
import org.jooq.Table;
import org.jooq.impl.DSL;
import org.springframework.stereotype.Component;

/** The subtrees of categories. */
@Component
class CategoryTrees {
    private final Categories categories;

    CategoryTrees(Categories categories) {
        this.categories = categories;
    }

    Set<UUID> idsBelow(Collection<UUID> roots) {
        return roots.isEmpty() ? Set.of() : categories.findIdsBelow(roots);
    }

    /** Pairs of {@code parent}, one of the roots, and {@code member}, the root itself or a category below it. */
    Table<?> below(Collection<UUID> roots) {
        return DSL.table("""
                (with recursive below as (
                    select given.id as parent, given.id as member from unnest({0}) as given (id)
                    union
                    select below.parent, child.id from categories child join below on child.parent_id = below.member)
                select parent, member from below)""", DSL.val(roots.toArray(UUID[]::new)));
    }
}
