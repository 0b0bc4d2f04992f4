package dev.daybook.benchmark;

import dev.daybook.catalog.Money;
import dev.daybook.catalog.Price;
import dev.daybook.catalog.ProductId;
import dev.daybook.catalog.category.CategoryEvent.CategoryCreated;
import dev.daybook.catalog.category.CategoryId;
import dev.daybook.catalog.category.CategoryName;
import dev.daybook.catalog.product.ProductEvent.ProductCreated;
import dev.daybook.catalog.product.ProductName;
import dev.daybook.catalog.product.Sku;
import dev.daybook.catalog.stock.StockEvent.StockCommitted;
import dev.daybook.catalog.stock.StockEvent.StockOpened;
import dev.daybook.catalog.stock.StockEvent.StockReleased;
import dev.daybook.catalog.stock.StockEvent.StockReserved;
import dev.daybook.commands.Actor;
import dev.daybook.ordering.OrderEvent.OrderCancelled;
import dev.daybook.ordering.OrderEvent.OrderConfirmed;
import dev.daybook.ordering.OrderEvent.OrderDelivered;
import dev.daybook.ordering.OrderEvent.OrderPlaced;
import dev.daybook.ordering.OrderEvent.OrderShipped;
import dev.daybook.ordering.OrderId;
import dev.daybook.ordering.OrderLine;
import dev.daybook.replay.ProjectionRuns;
import dev.daybook.replay.RunKind;
import dev.daybook.replay.RunState;
import dev.daybook.support.BulkLog;
import dev.daybook.users.Bio;
import dev.daybook.users.Email;
import dev.daybook.users.FullName;
import dev.daybook.users.Profile;
import dev.daybook.users.Role;
import dev.daybook.users.UserEvent.UserRegistered;
import dev.daybook.users.UserId;
import dev.daybook.users.Username;
import dev.daybook.users.text.Slug;
import java.io.IOException;
import java.math.BigDecimal;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import org.axonframework.config.EventProcessingConfiguration;
import org.axonframework.eventhandling.DomainEventMessage;

/**
 * Data set that requests are measured on, as events: customers, categories of two levels, products with plenty of
 * stock, and orders of three lines in all states. It is the same each time but for the keys of persons. Nobody has
 * ordered the first product yet.
 */
final class HttpDataSet {
    static final String FIRST_SKU = sku(1);

    private static final Instant BEGIN = Instant.parse("2026-01-01T00:00:00Z");
    private static final Instant RESERVED_UNTIL = Instant.parse("2030-01-01T00:00:00Z");
    private static final Currency EUR = Currency.getInstance("EUR");
    private static final int ROOTS = 10;
    private static final Actor BENCHMARK = new Actor.System("benchmark");

    private final RandomGenerator random = new SplittableRandom(42);
    private final EventWriter.Command events;
    private final EventWriter eventWriter;
    private final DataSize size;
    private final List<UserId> customers = new ArrayList<>();
    private final List<CategoryId> categories = new ArrayList<>();
    private final List<Product> products = new ArrayList<>();

    HttpDataSet(Consumer<DomainEventMessage<?>> log, DataSize size) {
        this.eventWriter = new EventWriter(log, random, BEGIN);
        this.events = eventWriter.command(new Actor.System("benchmark"));
        this.size = size;
    }

    private record Product(ProductId id, int number, int cents) {}

    static String sku(int number) {
        return "SKU-%06d".formatted(number);
    }

    /**
     * Writes a database of this size and projects it. It is named when it is complete, so that a run that breaks off leaves
     * none.
     */
    static void fill(BenchmarkServer server, DataSize size) throws SQLException, IOException {
        var unfinished = "benchmark_unfinished";
        server.create(unfinished);
        var settings = server.environment(unfinished);
        try (var shop = BenchmarkShop.open(
                "--spring.datasource.url=" + settings.get("SPRING_DATASOURCE_URL"),
                "--spring.datasource.username=" + settings.get("SPRING_DATASOURCE_USERNAME"),
                "--spring.datasource.password=" + settings.get("SPRING_DATASOURCE_PASSWORD"))) {
            // It would begin to tell people about all of it.
            shop.getBean(EventProcessingConfiguration.class)
                    .eventProcessor("notification-sender")
                    .orElseThrow()
                    .shutDown();
            try (var bulk = new BulkLog(shop)) {
                new HttpDataSet(bulk::append, size).write();
                bulk.commit();
            }
            var projections = shop.getBean(ProjectionRuns.class);
            for (var run : projections.run(RunKind.REBUILD, projections.names(), BENCHMARK, _ -> {})) {
                if (run.state() != RunState.SUCCEEDED) {
                    throw new IllegalStateException("No success: " + run);
                }
            }
        }
        server.rename(unfinished, size.databaseName());
    }

    void write() {
        for (int n = 1; n <= size.users(); n++) {
            register(n);
        }
        for (int n = 1; n <= size.categories(); n++) {
            createCategory(n);
        }
        for (int n = 1; n <= size.products(); n++) {
            createProduct(n);
        }
        for (int n = 1; n <= size.orders(); n++) {
            eventWriter.pass(Duration.ofSeconds(60));
            order(n);
        }
    }

    private void register(int n) {
        var user = new UserId(eventWriter.id());
        customers.add(user);
        var profile = new Profile(
                new Username("user" + n),
                new Email("user" + n + "@example.com"),
                new FullName("User Number " + n),
                n % 3 == 0 ? new Bio("Bio of user " + n) : null);
        events.write(new UserRegistered(user, profile, Role.CUSTOMER));
    }

    private void createCategory(int n) {
        var category = new CategoryId(eventWriter.id());
        var name = "Category " + n;
        events.write(new CategoryCreated(
                category,
                new CategoryName(name),
                Slug.from(name, "category", 100),
                "All about category " + n,
                n > ROOTS ? categories.get((n - 1) % ROOTS) : null));
        categories.add(category);
    }

    private void createProduct(int n) {
        var product = new Product(new ProductId(eventWriter.id()), n, random.nextInt(100, 50_000));
        products.add(product);
        events.write(new ProductCreated(
                product.id(),
                new ProductName("Product " + n),
                Slug.from("product-%06d".formatted(n), "product", 200),
                new Sku(sku(n)),
                "Description of product %d. ".formatted(n) + "Lorem ipsum dolor sit amet. ".repeat(4),
                new Price(euros(product.cents())),
                categories.get(n * 7 % categories.size()),
                true));
        events.write(new StockOpened(product.id(), n == 1 ? 1_000_000 : 100_000, 10));
    }

    private void order(int n) {
        var order = new OrderId(eventWriter.id());
        var quantities = new TreeMap<Integer, Integer>();
        while (quantities.size() < 3) {
            quantities.put(random.nextInt(1, products.size()), random.nextInt(1, 4));
        }
        var lines = quantities.entrySet().stream()
                .map(line -> line(products.get(line.getKey()), line.getValue()))
                .toList();
        var total = quantities.entrySet().stream()
                .mapToLong(line -> (long) products.get(line.getKey()).cents() * line.getValue())
                .sum();
        for (var line : lines) {
            events.write(new StockReserved(line.product(), order.reservation(), line.quantity()));
        }
        events.write(new OrderPlaced(
                order,
                "ORD-SEED-%07d".formatted(n),
                customers.get(random.nextInt(customers.size())),
                lines,
                euros(total),
                null,
                RESERVED_UNTIL));
        goOn(order, lines);
    }

    /** Brings an order into one of the five states. */
    private void goOn(OrderId order, List<OrderLine> lines) {
        switch (random.nextInt(5)) {
            case 0 -> {}
            case 1 -> events.write(new OrderConfirmed(order));
            case 2 -> ship(order, lines);
            case 3 -> {
                ship(order, lines);
                events.write(new OrderDelivered(order));
            }
            default -> {
                for (var line : lines) {
                    events.write(new StockReleased(line.product(), order.reservation(), line.quantity()));
                }
                events.write(new OrderCancelled(order, null));
            }
        }
    }

    private void ship(OrderId order, List<OrderLine> lines) {
        events.write(new OrderConfirmed(order));
        for (var line : lines) {
            events.write(new StockCommitted(line.product(), order.reservation(), line.quantity()));
        }
        events.write(new OrderShipped(order, null));
    }

    private static OrderLine line(Product product, int quantity) {
        return new OrderLine(
                product.id(), "Product " + product.number(), sku(product.number()), quantity, euros(product.cents()));
    }

    private static Money euros(long cents) {
        return new Money(BigDecimal.valueOf(cents, 2), EUR);
    }
}
