package dev.daybook.catalog.category;

import dev.daybook.catalog.category.CategoryEvent.CategoryCreated;
import dev.daybook.catalog.category.CategoryEvent.CategoryDeleted;
import dev.daybook.catalog.category.CategoryEvent.CategoryEdited;
import dev.daybook.catalog.category.CategoryEvent.CategoryMoved;
import java.time.Instant;
import java.util.Objects;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.Timestamp;
import org.springframework.data.jdbc.core.JdbcAggregateOperations;
import org.springframework.stereotype.Component;

@Component
@ProcessingGroup("categories")
class CategoryProjection {
    private final JdbcAggregateOperations rows;

    CategoryProjection(JdbcAggregateOperations rows) {
        this.rows = rows;
    }

    @EventHandler
    void on(CategoryEvent event, @Timestamp Instant at) {
        switch (event) {
            case CategoryCreated created -> rows.insert(CategoryView.created(created, at));
            case CategoryEdited edited -> rows.upsert(row(event.category()).edited(edited.details(), at));
            case CategoryMoved moved -> rows.upsert(row(event.category()).moved(moved.parent(), at));
            case CategoryDeleted _ -> rows.deleteById(event.category().value(), CategoryView.class);
        }
    }

    private CategoryView row(CategoryId category) {
        return Objects.requireNonNull(
                rows.findById(category.value(), CategoryView.class), () -> "No row of category " + category);
    }
}
