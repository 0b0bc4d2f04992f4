package dev.daybook.demo;

import dev.daybook.catalog.product.Products;
import dev.daybook.commands.Actor;
import dev.daybook.commands.Commands;
import dev.daybook.security.OwnAccounts;
import dev.daybook.startup.Demo;
import dev.daybook.users.Password;
import dev.daybook.users.Passwords;
import dev.daybook.users.Role;
import dev.daybook.users.Users;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Fills a shop with demo data: a few people with posts and savings, some two hundred products in a tree of categories,
 * and orders in every status. The people have no passwords where users sign in at an issuer.
 */
@Component
public class DemoShop implements Demo {
    private static final Logger log = LoggerFactory.getLogger(DemoShop.class);

    private final Users users;
    private final Products products;
    private final EventStore events;
    private final OwnAccounts own;
    private final Passwords passwords;
    private final Commands commands;

    DemoShop(
            Users users,
            Products products,
            EventStore events,
            OwnAccounts own,
            Passwords passwords,
            Commands commands) {
        this.users = users;
        this.products = products;
        this.events = events;
        this.own = own;
        this.passwords = passwords;
        this.commands = commands;
    }

    private boolean isFilled() {
        return users.findById(DemoData.PEOPLE.getFirst().user().value()).isPresent();
    }

    /** Continues where it was interrupted, since each step is one transaction. */
    @Override
    public void fillIfEmpty() {
        if (isFilled() || (!users.existsBy() && !products.existsBy())) {
            var missing =
                    steps().stream().filter(step -> !step.done().getAsBoolean()).toList();
            missing.forEach(step -> {
                log.info("Fills the shop with {} of the demo", step.name());
                commands.send(new FillShop(step.commands().get()), new Actor.System("demo"));
            });
        }
    }

    @Override
    public Optional<String> welcome() {
        return own.exist() && isFilled() ? Optional.of(signInHelp()) : Optional.empty();
    }

    @Override
    public List<Account> accounts() {
        return own.exist() && isFilled()
                ? Stream.of(Role.values()).map(DemoShop::firstOf).toList()
                : List.of();
    }

    private record Step(String name, BooleanSupplier done, Supplier<List<?>> commands) {}

    /**
     * The steps in order. A command queries the read models of earlier transactions, so what it depends on belongs to
     * an earlier step.
     */
    private List<Step> steps() {
        var tree = DemoData.categoriesByDepth();
        var offered = DemoData.products();
        var saved = DemoData.savings();
        var placed = DemoData.orders(offered);
        var reduced = DemoData.reductions(offered);
        var named = DemoData.tags();
        var written = DemoData.posts();
        return List.of(
                new Step(
                        "the people",
                        this::isFilled,
                        () -> DemoData.people(own.exist() ? passwords.hash(new Password(DemoData.PASSWORD)) : null)),
                new Step(
                        "the categories",
                        () -> exists(tree.getFirst().getFirst().category(), 1),
                        tree::getFirst),
                new Step(
                        "the subcategories",
                        () -> exists(tree.getLast().getFirst().category(), 1),
                        tree::getLast),
                new Step("the products", () -> exists(offered.getFirst().product(), 1), () -> offered),
                // A demo from before there were accounts does without.
                new Step(
                        "the savings",
                        () -> exists(saved.getFirst().account(), 2)
                                || exists(placed.getFirst().order(), 1),
                        () -> saved),
                new Step("the orders", () -> exists(placed.getFirst().order(), 1), () -> placed),
                new Step("the reductions", () -> exists(reduced.getFirst().product(), 2), () -> reduced),
                new Step("the tags", () -> exists(named.getFirst().tag(), 1), () -> named),
                new Step("the posts", () -> exists(written.getFirst().post(), 1), () -> written));
    }

    /**
     * Whether the stream has this many events. It queries events, not rows, so that deleted demo data are not created
     * again at the next start.
     */
    private boolean exists(Object stream, long events) {
        return this.events
                .lastSequenceNumberFor(stream.toString())
                .filter(last -> last + 1 >= events)
                .isPresent();
    }

    private static String signInHelp() {
        return """
                  Sign in as %s. The password is %s.
                  Ready to paste:

                    mutation { logIn(input: {login: "%s", password: "%s"}) { session { accessToken } } }

                  and then the header {"Authorization": "Bearer <accessToken>"}.
                """.formatted(
                        DemoData.PEOPLE.stream().map(DemoShop::name).collect(Collectors.joining(", ")),
                        DemoData.PASSWORD,
                        DemoData.PEOPLE.getFirst().username(),
                        DemoData.PASSWORD);
    }

    private static Account firstOf(Role role) {
        return DemoData.PEOPLE.stream()
                .filter(person -> person.role() == role)
                .findFirst()
                .map(person -> new Account(person.username(), role.name(), DemoData.PASSWORD))
                .orElseThrow();
    }

    private static String name(DemoData.Person person) {
        return person.username() + " (" + person.role() + ")";
    }
}
