package dev.daybook.catalog.category;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.springframework.data.jdbc.repository.query.Query;
import org.springframework.data.repository.Repository;

/** Answers questions about categories. */
public interface Categories extends Repository<CategoryView, UUID> {
    Optional<CategoryView> findById(UUID id);

    Optional<CategoryView> findBySlug(String slug);

    /** Slugs among these that are taken. */
    @Query("select slug from categories where slug in (:slugs)")
    List<String> findTakenSlugs(Collection<String> slugs);

    /** Categories among these that exist, locked against deletion until the transaction ends. */
    @Query("select id from categories where id in (:ids) order by id for key share")
    Set<UUID> lockExisting(Collection<UUID> ids);

    /** Whether the category exists. If so, it is locked against deletion until the transaction ends. */
    default boolean lockIfExists(UUID id) {
        return !lockExisting(Set.of(id)).isEmpty();
    }

    List<CategoryView> findAllByOrderByNameAscIdAsc();

    List<CategoryView> findByParentIdOrderByNameAscIdAsc(UUID parentId);

    List<CategoryView> findByParentIdIsNullOrderByNameAscIdAsc();

    /** These categories and all below them. */
    @Query("""
            with recursive below as (
                select id from categories where id in (:ids)
                union
                select child.id from categories child join below on child.parent_id = below.id)
            select id from below""")
    Set<UUID> findIdsBelow(Collection<UUID> ids);

    /** Paths from these categories up to their roots, each root first. */
    @Query("""
            with recursive way as (
                select id as category, parent_id as ancestor, 1 as height from categories where id in (:ids)
                union all
                select way.category, parent.parent_id, way.height + 1
                from way join categories parent on parent.id = way.ancestor)
            select category, ancestor from way where ancestor is not null order by category, height desc""")
    List<Step> findPathsAbove(Collection<UUID> ids);

    /** Step of the path up from a category. */
    record Step(UUID category, UUID ancestor) {}
}
