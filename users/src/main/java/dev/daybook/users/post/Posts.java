package dev.daybook.users.post;

import java.util.Optional;
import java.util.UUID;
import org.springframework.data.repository.Repository;

/** Answers questions about posts. */
public interface Posts extends Repository<PostView, UUID> {
    Optional<PostView> findById(UUID id);

    Optional<PostView> findBySlug(String slug);

    boolean existsBySlug(String slug);
}
