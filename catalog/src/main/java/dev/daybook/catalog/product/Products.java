package dev.daybook.catalog.product;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.data.jdbc.repository.query.Query;
import org.springframework.data.repository.Repository;

/** Answers questions about products. An archived product has its slug, its SKU and its name no more. */
public interface Products extends Repository<ProductView, UUID> {
    Optional<ProductView> findById(UUID id);

    @Query("select * from products where slug = :slug and status <> 'ARCHIVED'")
    Optional<ProductView> findBySlug(String slug);

    @Query("select * from products where sku = :sku and status <> 'ARCHIVED'")
    Optional<ProductView> findBySku(String sku);

    /** Slugs among these that are taken. */
    @Query("select slug from products where slug in (:slugs) and status <> 'ARCHIVED'")
    List<String> findTakenSlugs(Collection<String> slugs);

    /** SKUs among these that are taken. */
    @Query("select sku from products where sku in (:skus) and status <> 'ARCHIVED'")
    List<String> findTakenSkus(Collection<String> skus);

    /** Products of all categories that have one of these names. */
    @Query("select * from products where name in (:names) and status <> 'ARCHIVED'")
    List<ProductView> findByNames(Collection<String> names);

    @Query("select count(*) from products where category_id = :category and status <> 'ARCHIVED'")
    int countInCategory(UUID category);

    @Query("select id from products where category_id = :category and status <> 'ARCHIVED' order by id")
    List<UUID> findIdsInCategory(UUID category);

    /** First name of a product in this category that another product without a category has. */
    @Query("""
            select name from products product
            where category_id = :category and status <> 'ARCHIVED' and exists (
                select from products other
                where other.name = product.name and other.category_id is null and other.status <> 'ARCHIVED')
            order by id limit 1""")
    Optional<String> findAmbiguousNameInCategory(UUID category);

    boolean existsBy();
}
