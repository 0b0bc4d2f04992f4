package dev.daybook.ordering;

import java.util.Optional;
import java.util.UUID;
import org.springframework.data.repository.Repository;

/** Answers questions about orders. */
public interface Orders extends Repository<OrderView, UUID> {
    Optional<OrderView> findById(UUID id);

    Optional<OrderView> findByNumber(String number);
}
