package dev.daybook.catalog.category;

import dev.daybook.catalog.category.CategoryEvent.CategoryCreated;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.data.annotation.Id;
import org.springframework.data.relational.core.mapping.Table;

/** Row of a category. {@code version} counts the events of its stream. */
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
        return new CategoryView(
                event.category().value(),
                1,
                event.name().value(),
                event.slug().value(),
                event.description(),
                idOf(event.parent()),
                at,
                at);
    }

    CategoryView edited(CategoryDetails details, Instant at) {
        return new CategoryView(
                id,
                version + 1,
                details.name().value(),
                details.slug().value(),
                details.description(),
                parentId,
                createdAt,
                at);
    }

    CategoryView moved(@Nullable CategoryId parent, Instant at) {
        return new CategoryView(id, version + 1, name, slug, description, idOf(parent), createdAt, at);
    }

    private static @Nullable UUID idOf(@Nullable CategoryId category) {
        return category == null ? null : category.value();
    }
}
