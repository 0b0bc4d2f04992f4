package dev.daybook.catalog.category;

import static org.axonframework.modelling.command.AggregateCreationPolicy.ALWAYS;
import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import dev.daybook.catalog.CatalogRefusal.UnknownCategory;
import dev.daybook.catalog.Slug;
import dev.daybook.catalog.category.CategoryCommand.CreateCategory;
import dev.daybook.catalog.category.CategoryEvent.CategoryCreated;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.CreationPolicy;
import org.axonframework.spring.stereotype.Aggregate;

@Aggregate(cache = "aggregates", snapshotTriggerDefinition = "snapshots")
class Category {
    private static final int MAX_SLUG = 100;

    @AggregateIdentifier
    private CategoryId id;

    @CommandHandler
    @CreationPolicy(ALWAYS)
    void handle(CreateCategory command, Categories categories) {
        var parent = command.parent();
        if (parent != null && !categories.existsById(parent.value())) {
            throw new UnknownCategory(parent, "parentId").asException();
        }
        var slug = command.slug();
        apply(new CategoryCreated(
                command.category(),
                command.name(),
                slug != null ? slug : freeSlug(command.name(), categories),
                command.description(),
                parent));
    }

    private static Slug freeSlug(CategoryName name, Categories categories) {
        return Slug.from(name.value(), "category", MAX_SLUG)
                .orNextFree(MAX_SLUG, slug -> categories.existsBySlug(slug.value()));
    }

    @EventSourcingHandler
    void on(CategoryCreated event) {
        id = event.category();
    }
}
