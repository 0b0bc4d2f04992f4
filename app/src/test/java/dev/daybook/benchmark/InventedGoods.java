package dev.daybook.benchmark;

import dev.daybook.catalog.Price;
import dev.daybook.catalog.ProductId;
import dev.daybook.catalog.category.CategoryEvent.CategoryCreated;
import dev.daybook.catalog.category.CategoryEvent.CategoryMoved;
import dev.daybook.catalog.category.CategoryId;
import dev.daybook.catalog.category.CategoryName;
import dev.daybook.catalog.product.ProductDetails;
import dev.daybook.catalog.product.ProductEvent.PriceChanged;
import dev.daybook.catalog.product.ProductEvent.ProductActivated;
import dev.daybook.catalog.product.ProductEvent.ProductCreated;
import dev.daybook.catalog.product.ProductEvent.ProductDeactivated;
import dev.daybook.catalog.product.ProductEvent.ProductEdited;
import dev.daybook.catalog.product.ProductName;
import dev.daybook.catalog.product.Sku;
import dev.daybook.catalog.stock.StockEvent.StockAdjusted;
import dev.daybook.catalog.stock.StockEvent.StockCommitted;
import dev.daybook.catalog.stock.StockEvent.StockOpened;
import dev.daybook.catalog.stock.StockEvent.StockReleased;
import dev.daybook.catalog.stock.StockEvent.StockReserved;
import dev.daybook.catalog.stock.StockEvent.StockReturned;
import dev.daybook.catalog.stock.StockEvent.StockThresholdChanged;
import dev.daybook.commands.Actor;
import dev.daybook.ordering.OrderId;
import dev.daybook.ordering.OrderLine;
import dev.daybook.users.text.Slug;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import org.springframework.util.StringUtils;

/** Invents the catalog of the shop. */
final class InventedGoods {
    private static final int MAX_CENTS = 50_000;

    private final EventWriter eventWriter;
    private final RandomGenerator random;
    private final InventedTexts words;
    private final Actor staff;
    private final List<CategoryId> categories = new ArrayList<>();
    private final List<Goods> goods = new ArrayList<>();
    private final Map<ProductId, Goods> byId = new HashMap<>();

    InventedGoods(EventWriter eventWriter, RandomGenerator random, InventedTexts words, Actor staff) {
        this.eventWriter = eventWriter;
        this.random = random;
        this.words = words;
        this.staff = staff;
        for (int i = 0; i < 40; i++) {
            createCategory();
        }
        create();
    }

    /** A product and its pieces. */
    static final class Goods {
        private final ProductId product;
        private final Sku sku;
        private ProductDetails details;
        private long cents;
        private int onHand;
        private int reserved;
        private boolean forSale = true;

        private Goods(ProductId product, Sku sku, ProductDetails details, long cents, int onHand) {
            this.product = product;
            this.sku = sku;
            this.details = details;
            this.cents = cents;
            this.onHand = onHand;
        }

        ProductId product() {
            return product;
        }

        private int available() {
            return onHand - reserved;
        }
    }

    private void createCategory() {
        var name = "%s %d".formatted(StringUtils.capitalize(words.noun()), categories.size() + 1);
        var parent = categories.size() < 8 ? null : categories.get(random.nextInt(8));
        categories.add(new CategoryId(eventWriter.id()));
        eventWriter
                .command(staff)
                .write(new CategoryCreated(
                        categories.getLast(),
                        new CategoryName(name),
                        Slug.from(name, "category", 200),
                        words.sentences(1),
                        parent));
    }

    void moveCategory() {
        var category = categories.get(random.nextInt(8, categories.size()));
        eventWriter.command(staff).write(new CategoryMoved(category, categories.get(random.nextInt(8))));
    }

    void create() {
        var number = goods.size() + 1;
        var name = words.thing() + " " + number;
        var details = new ProductDetails(
                new ProductName(name),
                Slug.from(name, "product", 200),
                words.sentences(random.nextInt(1, 3)),
                categories.get(random.nextInt(categories.size())));
        var product = new Goods(
                new ProductId(eventWriter.id()),
                new Sku("SKU-%06d".formatted(number)),
                details,
                random.nextLong(100, MAX_CENTS),
                random.nextInt(500));
        goods.add(product);
        byId.put(product.product, product);
        var command = eventWriter.command(staff);
        command.write(new ProductCreated(
                product.product,
                details.name(),
                details.slug(),
                product.sku,
                details.description(),
                price(product.cents),
                details.category(),
                true));
        command.nested().write(new StockOpened(product.product, product.onHand, 10));
    }

    void changePrice() {
        var product = any();
        var cents = random.nextLong(100, MAX_CENTS);
        if (cents != product.cents) {
            eventWriter
                    .command(staff)
                    .write(new PriceChanged(product.product, price(cents), price(product.cents), words.sentences(1)));
            product.cents = cents;
        }
    }

    void edit() {
        var product = any();
        var details = product.details;
        product.details = new ProductDetails(
                details.name(), details.slug(), words.sentences(random.nextInt(1, 4)), details.category());
        eventWriter.command(staff).write(new ProductEdited(product.product, product.details));
    }

    void changeStatus() {
        var product = any();
        product.forSale = !product.forSale;
        eventWriter
                .command(staff)
                .write(
                        product.forSale
                                ? new ProductActivated(product.product, "Back again")
                                : new ProductDeactivated(product.product, null));
    }

    void changeThreshold() {
        eventWriter.command(staff).write(new StockThresholdChanged(any().product, random.nextInt(5, 50)));
    }

    /** Goods come in, or somebody has counted them. */
    void adjust() {
        var product = any();
        if (product.onHand < 2_000 && random.nextInt(3) > 0) {
            receive(product);
        } else if (product.available() > 5) {
            adjust(product, -random.nextInt(1, 5), "Counted");
        } else {
            adjust(product, random.nextInt(1, 5), "Counted");
        }
    }

    private void receive(Goods product) {
        adjust(product, random.nextInt(20, 200), "Delivery");
    }

    private void adjust(Goods product, int delta, String reason) {
        product.onHand += delta;
        eventWriter.command(staff).write(new StockAdjusted(product.product, delta, reason));
    }

    /** Some products that are for sale, with enough pieces of each. */
    List<OrderLine> wanted() {
        var chosen = new TreeMap<ProductId, OrderLine>();
        for (int i = random.nextInt(1, 6); i > 0; i--) {
            var product = any();
            var quantity = random.nextInt(1, 4);
            if (product.forSale) {
                if (product.available() < quantity) {
                    receive(product);
                }
                chosen.put(product.product, line(product, quantity));
            }
        }
        return List.copyOf(chosen.values());
    }

    private static OrderLine line(Goods product, int quantity) {
        return new OrderLine(
                product.product,
                product.details.name().value(),
                product.sku.value(),
                quantity,
                InventedPeople.euros(product.cents));
    }

    void reserve(EventWriter.Command command, OrderLine line, OrderId order) {
        of(line).reserved += line.quantity();
        command.nested().write(new StockReserved(line.product(), order.reservation(), line.quantity()));
    }

    void release(EventWriter.Command command, OrderLine line, OrderId order) {
        of(line).reserved -= line.quantity();
        command.nested().write(new StockReleased(line.product(), order.reservation(), line.quantity()));
    }

    void commit(EventWriter.Command command, OrderLine line, OrderId order) {
        var product = of(line);
        product.reserved -= line.quantity();
        product.onHand -= line.quantity();
        command.nested().write(new StockCommitted(line.product(), order.reservation(), line.quantity()));
    }

    void takeBack(EventWriter.Command command, OrderLine line, OrderId order) {
        of(line).onHand += line.quantity();
        command.nested().write(new StockReturned(line.product(), order.reservation(), line.quantity()));
    }

    private Goods of(OrderLine line) {
        return Objects.requireNonNull(byId.get(line.product()));
    }

    private Goods any() {
        return InventedTexts.often(goods, random);
    }

    private static Price price(long cents) {
        return new Price(InventedPeople.euros(cents));
    }
}
