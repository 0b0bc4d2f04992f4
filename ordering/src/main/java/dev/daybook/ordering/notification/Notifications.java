package dev.daybook.ordering.notification;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.data.jdbc.repository.query.Query;
import org.springframework.data.repository.Repository;

/** Answers questions about notifications. */
public interface Notifications extends Repository<NotificationView, UUID> {
    Optional<NotificationView> findById(UUID id);

    List<NotificationView> findByIdIn(Collection<UUID> ids);

    /** The oldest notifications that the user has not read. */
    @Query("""
            select * from notifications where user_id = :user and read_at is null
            order by created_at, id limit :most""")
    List<NotificationView> findUnread(UUID user, int most);
}
