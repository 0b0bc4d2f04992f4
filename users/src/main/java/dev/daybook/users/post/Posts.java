package dev.daybook.users.post;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.data.jdbc.repository.query.Query;
import org.springframework.data.repository.Repository;

/** Answers questions about posts. */
public interface Posts extends Repository<PostView, UUID> {
    Optional<PostView> findById(UUID id);

    Optional<PostView> findBySlug(String slug);

    /** Those of these slugs that are taken. */
    @Query("select slug from posts where slug in (:slugs)")
    List<String> findTakenSlugs(Collection<String> slugs);
}
