package dev.daybook.benchmark;

import static dev.daybook.ordering.notification.NotificationKind.TRANSFER_RECEIVED;

import dev.daybook.catalog.Money;
import dev.daybook.commands.Actor;
import dev.daybook.ordering.account.AccountEvent.AccountOpened;
import dev.daybook.ordering.account.AccountEvent.FundsDeposited;
import dev.daybook.ordering.account.AccountEvent.FundsReceived;
import dev.daybook.ordering.account.AccountEvent.FundsSent;
import dev.daybook.ordering.account.AccountId;
import dev.daybook.ordering.account.TransferId;
import dev.daybook.users.Bio;
import dev.daybook.users.Email;
import dev.daybook.users.FullName;
import dev.daybook.users.Profile;
import dev.daybook.users.Role;
import dev.daybook.users.UserEvent.PasswordChanged;
import dev.daybook.users.UserEvent.ProfileChanged;
import dev.daybook.users.UserEvent.UserDeactivated;
import dev.daybook.users.UserEvent.UserErased;
import dev.daybook.users.UserEvent.UserLoggedIn;
import dev.daybook.users.UserEvent.UserReactivated;
import dev.daybook.users.UserEvent.UserRegistered;
import dev.daybook.users.UserId;
import dev.daybook.users.Username;
import dev.daybook.users.post.PostContent;
import dev.daybook.users.post.PostEvent.PostCreated;
import dev.daybook.users.post.PostEvent.PostEdited;
import dev.daybook.users.post.PostEvent.PostPublished;
import dev.daybook.users.post.PostId;
import dev.daybook.users.post.PostTitle;
import dev.daybook.users.post.TagEvent.TagCreated;
import dev.daybook.users.post.TagId;
import dev.daybook.users.post.TagName;
import dev.daybook.users.text.Slug;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Currency;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** Invents users of the shop, and what they do besides buying: they log in, save money, send it around, and write. */
final class InventedPeople {
    private static final Currency EURO = Currency.getInstance("EUR");

    private final EventWriter eventWriter;
    private final RandomGenerator random;
    private final InventedTexts words;
    private final InventedNotifications notifications;
    private final Consumer<UserId> erase;
    private final Actor staff;
    private final List<Customer> customers = new ArrayList<>();
    private final List<Customer> savers = new ArrayList<>();
    private final List<TagId> tags = new ArrayList<>();
    private final List<Post> posts = new ArrayList<>();
    private int registered;
    private int titles;

    InventedPeople(
            EventWriter eventWriter,
            RandomGenerator random,
            InventedTexts words,
            InventedNotifications notifications,
            Consumer<UserId> erase) {
        this.eventWriter = eventWriter;
        this.random = random;
        this.words = words;
        this.notifications = notifications;
        this.erase = erase;
        var first = register(Role.ADMIN);
        this.staff = first.actor();
    }

    static final class Customer {
        private final UserId user;
        private Profile profile;
        private @Nullable AccountId account;
        private long cents;

        private Customer(UserId user, Profile profile) {
            this.user = user;
            this.profile = profile;
        }

        UserId user() {
            return user;
        }

        Actor actor() {
            return new Actor.User(user);
        }

        @Nullable AccountId accountWith(long wanted) {
            return cents >= wanted ? account : null;
        }

        void pay(long paid) {
            cents -= paid;
        }
    }

    private record Post(PostId id, Customer author, int number, List<TagId> tags) {}

    Actor staff() {
        return staff;
    }

    /** Some come more often than others. */
    Customer anybody() {
        return InventedTexts.often(customers, random);
    }

    void register() {
        var customer = register(Role.CUSTOMER);
        customers.add(customer);
        if (random.nextInt(5) > 0) {
            var account = new AccountId(eventWriter.id());
            customer.account = account;
            savers.add(customer);
            eventWriter.command(customer.actor()).write(new AccountOpened(account, customer.user, 1, "Savings", EURO));
            deposit(customer);
        }
    }

    private Customer register(Role role) {
        var number = ++registered;
        var name = words.name();
        var username = name.toLowerCase(Locale.ROOT).replace(' ', '_') + "_" + number;
        var profile =
                new Profile(new Username(username), new Email(username + "@example.com"), new FullName(name), null);
        var customer = new Customer(new UserId(eventWriter.id()), profile);
        eventWriter
                .command(role == Role.CUSTOMER ? new Actor.Anonymous() : new Actor.System("start"))
                .write(new UserRegistered(customer.user, profile, role));
        return customer;
    }

    void logIn() {
        var customer = anybody();
        eventWriter.command(customer.actor()).nested().write(new UserLoggedIn(customer.user));
    }

    void changeProfile() {
        var customer = anybody();
        var profile = customer.profile;
        customer.profile = new Profile(
                profile.username(),
                profile.email(),
                profile.fullName(),
                new Bio(words.sentences(random.nextInt(1, 4))));
        eventWriter.command(customer.actor()).write(new ProfileChanged(customer.user, customer.profile));
    }

    void changePassword() {
        var customer = anybody();
        eventWriter.command(customer.actor()).nested().write(new PasswordChanged(customer.user));
    }

    void lockOutForAWhile() {
        var customer = anybody();
        eventWriter.command(staff).write(new UserDeactivated(customer.user, "Disputed a payment"));
        eventWriter.pass(Duration.ofMinutes(10));
        eventWriter.command(staff).write(new UserReactivated(customer.user, "Settled"));
    }

    /** Erases a random customer, unless they have orders on the way. */
    void erase(Predicate<UserId> busy) {
        var customer = customers.get(random.nextInt(customers.size()));
        if (customers.size() > 10 && !busy.test(customer.user)) {
            customers.remove(customer);
            savers.remove(customer);
            posts.removeIf(post -> post.author == customer);
            eventWriter.command(staff).write(new UserErased(customer.user, "Asked for it"));
            erase.accept(customer.user);
        }
    }

    void deposit() {
        deposit(InventedTexts.often(savers, random));
    }

    private void deposit(Customer customer) {
        var cents = 100L * random.nextInt(10, 500);
        customer.cents += cents;
        eventWriter
                .command(staff)
                .write(new FundsDeposited(
                        Objects.requireNonNull(customer.account),
                        euros(cents),
                        "Bank transfer " + eventWriter.written()));
    }

    void transfer() {
        var from = InventedTexts.often(savers, random);
        var to = savers.get(random.nextInt(savers.size()));
        if (from == to || from.cents < 1000) {
            deposit(from);
            return;
        }
        var cents = random.nextLong(100, Math.min(from.cents, 10_000));
        from.cents -= cents;
        to.cents += cents;
        var transfer = new TransferId(eventWriter.id());
        var sender = Objects.requireNonNull(from.account);
        var receiver = Objects.requireNonNull(to.account);
        var reference = random.nextBoolean() ? words.sentences(1) : null;
        var command = eventWriter.command(from.actor());
        command.nested().write(new FundsSent(sender, transfer, receiver, euros(cents), reference));
        var received = command.nested().write(new FundsReceived(receiver, transfer, sender, euros(cents), reference));
        notifications.tell(
                to, received, command.correlation(), TRANSFER_RECEIVED, "You received " + euros(cents), null);
    }

    void write() {
        var author = anybody();
        var command = eventWriter.command(author.actor());
        if (tags.size() < 200 && random.nextInt(7) == 0) {
            tags.add(new TagId(eventWriter.id()));
            var name = words.noun() + " " + tags.size();
            command.nested().write(new TagCreated(tags.getLast(), new TagName(name), new Slug(name.replace(' ', '-'))));
        }
        var post = new Post(new PostId(eventWriter.id()), author, ++titles, List.copyOf(someTags()));
        posts.add(post);
        command.write(new PostCreated(
                post.id, author.user, title(post), slug(post), new PostContent(words.sentences(30)), post.tags));
        if (random.nextInt(10) < 7) {
            command.write(new PostPublished(post.id));
        }
    }

    void edit() {
        if (posts.isEmpty()) {
            write();
            return;
        }
        var post = posts.get(random.nextInt(posts.size()));
        eventWriter
                .command(post.author.actor())
                .write(new PostEdited(
                        post.id, title(post), slug(post), new PostContent(words.sentences(30)), post.tags, post.tags));
    }

    private Set<TagId> someTags() {
        var chosen = new LinkedHashSet<TagId>();
        for (int i = random.nextInt(4); i > 0 && !tags.isEmpty(); i--) {
            chosen.add(tags.get(random.nextInt(tags.size())));
        }
        return chosen;
    }

    private static PostTitle title(Post post) {
        return new PostTitle("What I found out about number " + post.number);
    }

    private static Slug slug(Post post) {
        return new Slug("what-i-found-out-about-number-" + post.number);
    }

    static Money euros(long cents) {
        return new Money(BigDecimal.valueOf(cents, 2), EURO);
    }
}
