package dev.daybook.catalog.category;

import dev.daybook.catalog.category.CategoryEvent.CategoryCreated;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.data.annotation.Id;
import org.springframework.data.relational.core.mapping.Table;

/** A category as it is now. {@code version} counts the events of its stream. */
@Table("categories")
public record CategoryView(
        @Id UUID id,
        long version,
        String name,
        String slug,
        @Nullable String description,
        @Nullable UUID parentId,
        Instant createdAt,
        Instant updatedAt) {

    static CategoryView created(CategoryCreated event, Instant at) {
        var parent = event.parent();
        return new CategoryView(
                event.category().value(),
                1,
                event.name().value(),
                event.slug().value(),
                event.description(),
                parent == null ? null : parent.value(),
                at,
                at);
    }
}
