package dev.daybook.startup;

import dev.daybook.catalog.category.CategoryCommand.CreateCategory;
import dev.daybook.catalog.category.CategoryId;
import dev.daybook.catalog.category.CategoryName;
import dev.daybook.commands.Actor;
import dev.daybook.commands.Commands;
import dev.daybook.users.text.Slug;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.axonframework.modelling.command.AggregateStreamCreationException;
import org.springframework.stereotype.Component;

/** Creates the four default categories at the first start, by commands, so that they are in the event log. */
@Component
public class DefaultCategories {
    /** The ids are UUIDs of version 5 of the slug in the namespace of {@code daybook.dev}, so they are the same everywhere. */
    private static final List<CreateCategory> ALL = List.of(
            category(
                    "676f30ba-5c03-5762-95bf-34ca1da9ef36",
                    "Electronics",
                    "electronics",
                    "Electronic devices and accessories"),
            category("14c32d77-7fa7-5268-bbff-d48e9e35b2e8", "Clothing", "clothing", "Apparel and fashion items"),
            category("1d129c92-a6ee-554a-84d7-05d4055faaef", "Books", "books", "Physical and digital books"),
            category(
                    "f51baf3f-df59-5627-97ed-2f6f2d7005fe",
                    "Home & Garden",
                    "home-garden",
                    "Home improvement and garden supplies"));

    private final EventStore events;
    private final Commands commands;

    DefaultCategories(EventStore events, Commands commands) {
        this.events = events;
        this.commands = commands;
    }

    public static Optional<CategoryId> idOf(String slug) {
        return ALL.stream()
                .filter(category ->
                        category.slug() != null && slug.equals(category.slug().value()))
                .map(CreateCategory::category)
                .findFirst();
    }

    void createAbsent() {
        ALL.stream().filter(category -> !wasCreated(category)).forEach(this::create);
    }

    /** Whether it was ever created: a deleted one is not created again at the next start. */
    private boolean wasCreated(CreateCategory category) {
        return events.lastSequenceNumberFor(category.category().toString()).isPresent();
    }

    private void create(CreateCategory category) {
        try {
            commands.send(category, new Actor.System("start"));
        } catch (AggregateStreamCreationException e) {
            if (!wasCreated(category)) {
                throw e;
            }
            // Another node was faster.
        }
    }

    private static CreateCategory category(String id, String name, String slug, String description) {
        return new CreateCategory(
                new CategoryId(UUID.fromString(id)), CategoryName.typed(name), Slug.typed(slug), description, null);
    }
}
