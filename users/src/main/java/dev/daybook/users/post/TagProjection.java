package dev.daybook.users.post;

import dev.daybook.users.post.TagEvent.TagCreated;
import java.time.Instant;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.Timestamp;
import org.springframework.data.jdbc.core.JdbcAggregateOperations;
import org.springframework.stereotype.Component;

@Component
@ProcessingGroup("posts")
class TagProjection {
    private final JdbcAggregateOperations rows;

    TagProjection(JdbcAggregateOperations rows) {
        this.rows = rows;
    }

    @EventHandler
    void on(TagEvent event, @Timestamp Instant at) {
        switch (event) {
            case TagCreated created -> rows.insert(TagView.created(created, at));
        }
    }
}
