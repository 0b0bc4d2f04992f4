package dev.daybook.catalog.category;

import static org.axonframework.modelling.command.AggregateCreationPolicy.ALWAYS;
import static org.axonframework.modelling.command.AggregateLifecycle.apply;
import static org.axonframework.modelling.command.AggregateLifecycle.getVersion;
import static org.axonframework.modelling.command.AggregateLifecycle.markDeleted;

import dev.daybook.catalog.category.CategoryCommand.CreateCategory;
import dev.daybook.catalog.category.CategoryCommand.DeleteCategory;
import dev.daybook.catalog.category.CategoryCommand.LeaveParent;
import dev.daybook.catalog.category.CategoryCommand.MoveCategory;
import dev.daybook.catalog.category.CategoryCommand.UpdateCategory;
import dev.daybook.catalog.category.CategoryEvent.CategoryCreated;
import dev.daybook.catalog.category.CategoryEvent.CategoryDeleted;
import dev.daybook.catalog.category.CategoryEvent.CategoryEdited;
import dev.daybook.catalog.category.CategoryEvent.CategoryMoved;
import dev.daybook.catalog.category.CategoryRefusal.AmbiguousName;
import dev.daybook.catalog.category.CategoryRefusal.CategoryInUse;
import dev.daybook.catalog.category.CategoryRefusal.Cycle;
import dev.daybook.catalog.category.CategoryRefusal.TooManyToDetach;
import dev.daybook.catalog.category.CategoryRefusal.UnknownCategory;
import dev.daybook.catalog.category.CategoryRefusal.VersionConflict;
import dev.daybook.users.text.Slug;
import java.util.Objects;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.CreationPolicy;
import org.axonframework.spring.stereotype.Aggregate;
import org.jspecify.annotations.Nullable;

@Aggregate(cache = "aggregates", snapshotTriggerDefinition = "snapshots")
class Category {
    private static final int MAX_SLUG = 100;

    @AggregateIdentifier
    private CategoryId id;

    private CategoryDetails details;
    private @Nullable CategoryId parent;

    @CommandHandler
    @CreationPolicy(ALWAYS)
    void handle(CreateCategory command, Categories categories) {
        var below = command.parent();
        if (below != null && !categories.lockIfExists(below.value())) {
            throw new CategoryRefused(new UnknownCategory(below, "parentId"));
        }
        var slug = command.slug();
        apply(new CategoryCreated(
                command.category(),
                command.name(),
                slug != null ? slug : freeSlug(command.name(), categories),
                command.description(),
                below));
    }

    @CommandHandler
    void handle(UpdateCategory command) {
        expect(command.expectedVersion());
        var changed = command.appliedTo(details);
        if (!changed.equals(details)) {
            apply(new CategoryEdited(id, changed));
        }
    }

    @CommandHandler
    void handle(MoveCategory command, Categories categories, CategoryTree tree) {
        expect(command.expectedVersion());
        var below = command.newParent();
        if (Objects.equals(below, parent)) {
            return;
        }
        if (below != null) {
            refuseUnlessFits(below, categories, tree);
        }
        apply(new CategoryMoved(id, below));
    }

    @CommandHandler
    void handle(DeleteCategory command, CategoryTree tree, CategoryProducts products, CommandGateway commands) {
        expect(command.expectedVersion());
        var children = tree.childrenOf(id);
        var contents = children.size() + products.countIn(id);
        if (contents > 0 && !command.detach()) {
            throw new CategoryRefused(new CategoryInUse(id, children.size(), contents - children.size()));
        }
        if (contents > DeleteCategory.MAX_DETACHED) {
            throw new CategoryRefused(new TooManyToDetach(id, contents, DeleteCategory.MAX_DETACHED));
        }
        var hasProducts = contents > children.size();
        if (hasProducts) {
            products.ambiguousNameIn(id).ifPresent(name -> {
                throw new CategoryRefused(new AmbiguousName(id, name));
            });
        }
        children.forEach(child -> commands.sendAndWait(new LeaveParent(child, id)));
        if (hasProducts) {
            products.detachFrom(id);
        }
        apply(new CategoryDeleted(id));
    }

    @CommandHandler
    void handle(LeaveParent command) {
        if (command.parent().equals(parent)) {
            apply(new CategoryMoved(id, null));
        }
    }

    private void refuseUnlessFits(CategoryId below, Categories categories, CategoryTree tree) {
        if (tree.isSameOrAbove(id, below)) {
            throw new CategoryRefused(new Cycle(id, below));
        }
        if (!categories.lockIfExists(below.value())) {
            throw new CategoryRefused(new UnknownCategory(below, "newParentId"));
        }
    }

    private static Slug freeSlug(CategoryName name, Categories categories) {
        return Slug.from(name.value(), "category", MAX_SLUG).orNextFree(MAX_SLUG, categories::findTakenSlugs);
    }

    private static void expect(@Nullable Long version) {
        var actual = getVersion() + 1;
        if (version != null && version != actual) {
            throw new CategoryRefused(new VersionConflict(version, actual));
        }
    }

    @EventSourcingHandler
    void on(CategoryCreated event) {
        id = event.category();
        details = new CategoryDetails(event.name(), event.slug(), event.description());
        parent = event.parent();
    }

    @EventSourcingHandler
    void on(CategoryEdited event) {
        details = event.details();
    }

    @EventSourcingHandler
    void on(CategoryMoved event) {
        parent = event.parent();
    }

    @EventSourcingHandler
    void on(CategoryDeleted event) {
        markDeleted();
    }
}
