package dev.daybook.demo;

import dev.daybook.catalog.category.Categories;
import dev.daybook.catalog.product.Products;
import dev.daybook.eventstore.Actor;
import dev.daybook.eventstore.Commands;
import dev.daybook.ordering.Orders;
import dev.daybook.users.Password;
import dev.daybook.users.Passwords;
import dev.daybook.users.Users;
import dev.daybook.users.post.PostCommand.CreatePost;
import dev.daybook.users.post.Tags;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.springframework.stereotype.Component;

/**
 * A shop to play with: a few people and what they write, some two hundred products in a tree of categories, and orders
 * in every status.
 */
@Component
class DemoShop {
    private final Users users;
    private final Products products;
    private final Categories categories;
    private final Orders orders;
    private final Tags tags;
    private final EventStore events;
    private final Passwords passwords;
    private final Commands commands;

    DemoShop(
            Users users,
            Products products,
            Categories categories,
            Orders orders,
            Tags tags,
            EventStore events,
            Passwords passwords,
            Commands commands) {
        this.users = users;
        this.products = products;
        this.categories = categories;
        this.orders = orders;
        this.tags = tags;
        this.events = events;
        this.passwords = passwords;
        this.commands = commands;
    }

    boolean isOpen() {
        return users.findById(DemoData.ACCOUNTS.getFirst().user().value()).isPresent();
    }

    /** Goes on where it was interrupted: each step is there as a whole or not at all. */
    void openIfEmpty() {
        if (isOpen() || (!users.existsBy() && !products.existsBy())) {
            steps().stream()
                    .filter(step -> !step.done().getAsBoolean())
                    .forEach(step -> commands.send(new FillShop(step.commands().get()), new Actor.System("demo")));
        }
    }

    private record Step(BooleanSupplier done, Supplier<List<?>> commands) {}

    /** A command sees what has been posted before it: what it asks about belongs to an earlier step. */
    private List<Step> steps() {
        var tree = DemoData.categoriesByDepth();
        var offered = DemoData.products();
        var placed = DemoData.orders(offered);
        var named = DemoData.tags();
        var written = DemoData.posts();
        return List.of(
                new Step(this::isOpen, () -> DemoData.people(passwords.hash(new Password(DemoData.PASSWORD)))),
                new Step(
                        () -> categories.existsById(
                                tree.getFirst().getFirst().category().value()),
                        tree::getFirst),
                new Step(
                        () -> categories.existsById(
                                tree.getLast().getFirst().category().value()),
                        tree::getLast),
                new Step(
                        () -> products.findById(offered.getFirst().product().value())
                                .isPresent(),
                        () -> offered),
                new Step(
                        () -> orders.findById(placed.getFirst().order().value()).isPresent(), () -> placed),
                new Step(() -> tags.existsById(named.getFirst().tag().value()), () -> named),
                new Step(() -> wasWritten(written.getFirst()), () -> written));
    }

    /** Whoever deletes a post of the demo does not get it back at the next start. */
    private boolean wasWritten(CreatePost post) {
        return events.lastSequenceNumberFor(post.post().toString()).isPresent();
    }
}
