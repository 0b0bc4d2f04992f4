package dev.daybook.catalog.category;

import dev.daybook.Daybook;
import dev.daybook.catalog.category.CategoryEvent.CategoryCreated;
import dev.daybook.support.Node;
import java.time.Instant;
import java.util.Locale;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.Timestamp;
import org.axonframework.serialization.Revision;
import org.springframework.beans.factory.support.AbstractBeanDefinition;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.data.jdbc.core.JdbcAggregateOperations;

/**
 * The projection of the categories in a version to come, which shouts. The condition hides it from component scans: only
 * {@link #node} knows it.
 */
@Revision("2")
@ProcessingGroup("categories")
@ConditionalOnProperty("daybook.test.never")
public class CategoriesOfTomorrow {
    private final JdbcAggregateOperations rows;

    CategoriesOfTomorrow(JdbcAggregateOperations rows) {
        this.rows = rows;
    }

    @EventHandler
    void on(CategoryEvent event, @Timestamp Instant at) {
        if (event instanceof CategoryCreated created) {
            var today = CategoryView.created(created, at);
            rows.insert(new CategoryView(
                    today.id(),
                    today.version(),
                    today.name().toUpperCase(Locale.ROOT),
                    today.slug(),
                    today.description(),
                    today.parentId(),
                    at,
                    at));
        } else {
            new CategoryProjection(rows).on(event, at);
        }
    }

    /** A node of the version to come, on this database. */
    public static Node node(String... database) {
        return new Node(new SpringApplicationBuilder(Daybook.class)
                .properties("server.port=0", "daybook.demo=false")
                .initializers(context -> context.addBeanFactoryPostProcessor(
                        beans -> ((AbstractBeanDefinition) beans.getBeanDefinition("categoryProjection"))
                                .setBeanClass(CategoriesOfTomorrow.class)))
                .run(database));
    }
}
