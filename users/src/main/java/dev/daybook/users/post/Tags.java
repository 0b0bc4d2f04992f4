package dev.daybook.users.post;

import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.springframework.data.repository.Repository;

/** Answers questions about tags. */
public interface Tags extends Repository<TagView, UUID> {
    List<TagView> findByNameKeyIn(Collection<String> keys);

    boolean existsById(UUID id);

    boolean existsBySlug(String slug);
}
