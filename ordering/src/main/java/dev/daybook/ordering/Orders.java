package dev.daybook.ordering;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.data.jdbc.repository.query.Query;
import org.springframework.data.repository.Repository;

/** Answers questions about orders. */
public interface Orders extends Repository<OrderView, UUID> {
    Optional<OrderView> findById(UUID id);

    Optional<OrderView> findByNumber(String number);

    /** Ids of the products of its lines, which never change. */
    @Query("select product_id from order_lines where order_id = :order")
    List<UUID> findProducts(UUID order);

    /** Ids of the orders that were not paid in time, the oldest first. */
    @Query("""
            select id from orders where status = 'PENDING' and reserved_until <= :now
            order by reserved_until, id offset :skipped limit :most""")
    List<UUID> findExpired(Instant now, int skipped, int most);
}
