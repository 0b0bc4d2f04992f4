package dev.daybook.catalog.stock;

import java.util.Optional;
import java.util.UUID;
import org.springframework.data.repository.Repository;

/** Answers questions about stock, by product. */
public interface Stocks extends Repository<StockView, UUID> {
    Optional<StockView> findById(UUID product);
}
