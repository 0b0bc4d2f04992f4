package dev.daybook.users.post;

import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.springframework.data.jdbc.repository.query.Query;
import org.springframework.data.repository.Repository;

/** Answers questions about tags. */
public interface Tags extends Repository<TagView, UUID> {
    List<TagView> findByNameKeyIn(Collection<String> keys);

    /** Those of these slugs that are taken. */
    @Query("select slug from tags where slug in (:slugs)")
    List<String> findTakenSlugs(Collection<String> slugs);
}
