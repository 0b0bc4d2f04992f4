package dev.daybook.catalog.category;

import dev.daybook.catalog.category.CategoryEvent.CategoryCreated;
import java.time.Instant;
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
        }
    }
}
