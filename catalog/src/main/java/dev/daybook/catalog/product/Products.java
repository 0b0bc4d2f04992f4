package dev.daybook.catalog.product;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.data.repository.Repository;

/** Answers questions about products. */
public interface Products extends Repository<ProductView, UUID> {
    Optional<ProductView> findById(UUID id);

    Optional<ProductView> findBySlug(String slug);

    Optional<ProductView> findBySku(String sku);

    List<ProductView> findByIdIn(Collection<UUID> ids);

    boolean existsBySlug(String slug);

    boolean existsBy();
}
