package dev.daybook.demo;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.daybook.catalog.Money;
import dev.daybook.catalog.Price;
import dev.daybook.catalog.ProductId;
import dev.daybook.catalog.category.CategoryCommand.CreateCategory;
import dev.daybook.catalog.category.CategoryId;
import dev.daybook.catalog.category.CategoryName;
import dev.daybook.catalog.product.ProductCommand.ChangePrice;
import dev.daybook.catalog.product.ProductCommand.CreateProduct;
import dev.daybook.catalog.product.ProductName;
import dev.daybook.catalog.product.Sku;
import dev.daybook.ordering.OrderCommand;
import dev.daybook.ordering.OrderCommand.AddOrderNote;
import dev.daybook.ordering.OrderCommand.CancelOrder;
import dev.daybook.ordering.OrderCommand.DeliverOrder;
import dev.daybook.ordering.OrderCommand.PayOrder;
import dev.daybook.ordering.OrderCommand.PaymentSource.FromAccount;
import dev.daybook.ordering.OrderCommand.PaymentSource.PaidElsewhere;
import dev.daybook.ordering.OrderCommand.PlaceOrder;
import dev.daybook.ordering.OrderCommand.RefundOrder;
import dev.daybook.ordering.OrderCommand.ShipOrder;
import dev.daybook.ordering.OrderId;
import dev.daybook.ordering.PaymentId;
import dev.daybook.ordering.account.AccountCommand;
import dev.daybook.ordering.account.AccountCommand.DepositFunds;
import dev.daybook.ordering.account.AccountCommand.OpenAccount;
import dev.daybook.ordering.account.AccountId;
import dev.daybook.startup.DefaultCategories;
import dev.daybook.users.Email;
import dev.daybook.users.FullName;
import dev.daybook.users.PasswordHash;
import dev.daybook.users.Profile;
import dev.daybook.users.Role;
import dev.daybook.users.UserCommand.RegisterUser;
import dev.daybook.users.UserId;
import dev.daybook.users.Username;
import dev.daybook.users.post.PostCommand.CreatePost;
import dev.daybook.users.post.PostContent;
import dev.daybook.users.post.PostId;
import dev.daybook.users.post.PostTitle;
import dev.daybook.users.post.TagCommand.CreateTag;
import dev.daybook.users.post.TagId;
import dev.daybook.users.post.TagName;
import dev.daybook.users.text.Slug;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Builds the commands of the demo. All ids are derived from names, so that they are the same in every shop. */
public final class DemoData {
    public static final String PASSWORD = "Daybook-demo-1";
    public static final List<Person> PEOPLE = List.of(
            new Person("ada", "Ada Lovelace", Role.CUSTOMER),
            new Person("alan", "Alan Turing", Role.CUSTOMER),
            new Person("grace", "Grace Hopper", Role.STAFF),
            new Person("margaret", "Margaret Hamilton", Role.ADMIN));

    private static final String CURRENCY = "EUR";
    private static final Money SAVINGS = Money.of("1000.00", CURRENCY);
    private static final Money FIVE = Money.of("5.00", CURRENCY);
    private static final int MIN_STOCK = 20;

    private DemoData() {}

    public record Person(String username, String fullName, Role role) {
        UserId user() {
            return new UserId(id("user", username));
        }

        AccountId savings() {
            return new AccountId(id("account", username));
        }
    }

    static List<RegisterUser> people(@Nullable PasswordHash password) {
        return PEOPLE.stream()
                .map(account -> new RegisterUser(
                        account.user(),
                        new Profile(
                                Username.typed(account.username()),
                                Email.typed(account.username() + "@example.com"),
                                FullName.typed(account.fullName()),
                                null),
                        account.role(),
                        password))
                .toList();
    }

    /** The categories right below the default ones, then those below these. */
    static List<List<CreateCategory>> categoriesByDepth() {
        var rows = DemoFile.read("categories.jsonl");
        var slugs = rows.stream().map(row -> value(row, "slug")).collect(Collectors.toSet());
        var byDepth = rows.stream()
                .collect(Collectors.partitioningBy(
                        row -> slugs.contains(value(row, "parent")),
                        Collectors.mapping(DemoData::category, Collectors.toList())));
        return List.of(Objects.requireNonNull(byDepth.get(false)), Objects.requireNonNull(byDepth.get(true)));
    }

    static List<CreateProduct> products() {
        return DemoFile.read("products.jsonl").stream().map(DemoData::product).toList();
    }

    /** A savings account with a deposit for each customer. */
    static List<AccountCommand> savings() {
        return customers()
                .flatMap(customer -> Stream.<AccountCommand>of(
                        new OpenAccount(customer.savings(), customer.user(), "Savings", Currency.getInstance(CURRENCY)),
                        new DepositFunds(customer.savings(), SAVINGS, "Opening deposit")))
                .toList();
    }

    private static Stream<Person> customers() {
        return PEOPLE.stream().filter(account -> account.role() == Role.CUSTOMER);
    }

    /** One order in each status for each customer. */
    static List<OrderCommand> orders(List<CreateProduct> offered) {
        var prices = offered.stream()
                .collect(Collectors.toMap(
                        CreateProduct::product, product -> product.price().money()));
        var plenty = offered.stream()
                .filter(product -> product.initialStock() >= MIN_STOCK)
                .map(CreateProduct::product)
                .toList();
        var customers = customers().toList();
        var commands = new ArrayList<OrderCommand>();
        for (int i = 0; i < customers.size() * 5; i++) {
            var customer = customers.get(i / 5);
            var order = new OrderId(id("order", customer.username() + i));
            var quantities = new TreeMap<>(Map.of(
                    plenty.get(i * 13 % plenty.size()), 1 + i % 3,
                    plenty.get((i * 13 + 7) % plenty.size()), 1,
                    plenty.get((i * 13 + 31) % plenty.size()), 2));
            commands.add(new PlaceOrder(order, customer.user(), quantities, "12 Analytical Row, London", null));
            commands.addAll(stepsOf(order, customer, totalOf(quantities, prices), i % 5));
        }
        return commands;
    }

    /** Price changes after the orders: every tenth product becomes a fifth cheaper. */
    static List<ChangePrice> reductions(List<CreateProduct> offered) {
        return IntStream.iterate(0, i -> i < offered.size(), i -> i + 10)
                .mapToObj(offered::get)
                .map(product -> new ChangePrice(product.product(), reduced(product.price()), "Autumn sale", null))
                .toList();
    }

    private static Price reduced(Price price) {
        var amount = price.money().amount().multiply(new BigDecimal("0.8")).setScale(2, RoundingMode.HALF_UP);
        return new Price(Money.of(amount, CURRENCY));
    }

    /** The distinct tags of all posts. */
    static List<CreateTag> tags() {
        return posts().stream()
                .flatMap(post -> post.tags().stream())
                .distinct()
                .map(name -> new CreateTag(new TagId(id("tag", name.key())), name, name.slug()))
                .toList();
    }

    static List<CreatePost> posts() {
        return DemoFile.read("posts.jsonl").stream().map(DemoData::post).toList();
    }

    private static Money totalOf(Map<ProductId, Integer> quantities, Map<ProductId, Money> prices) {
        return quantities.entrySet().stream()
                .map(line -> Objects.requireNonNull(prices.get(line.getKey())).times(line.getValue()))
                .reduce(Money::plus)
                .orElseThrow();
    }

    /**
     * The further commands of an order: none, a payment from the savings, a shipment, a delivery with a refund, or a
     * cancellation.
     */
    private static List<OrderCommand> stepsOf(OrderId order, Person customer, Money total, int path) {
        var payment = new PaymentId(id("payment", order.toString()));
        var byCard = new PayOrder(order, payment, new PaidElsewhere("Card terminal 1"), total);
        var ship = new ShipOrder(order, "DEMO-" + order.toString().substring(0, 8), null);
        return switch (path) {
            case 0 -> List.of();
            case 1 -> List.of(new PayOrder(order, payment, new FromAccount(customer.savings()), total));
            case 2 -> List.of(byCard, ship);
            case 3 ->
                List.of(
                        byCard,
                        ship,
                        new DeliverOrder(order, null),
                        new AddOrderNote(order, "The parcel was wet. Offered 5 euros."),
                        new RefundOrder(order, FIVE, "Wet parcel", new TreeMap<>()));
            default -> List.of(new CancelOrder(order, "Found it in the attic", null));
        };
    }

    private static CreateCategory category(Map<String, String> row) {
        return new CreateCategory(
                categoryId(value(row, "slug")),
                CategoryName.typed(value(row, "name")),
                Slug.typed(value(row, "slug")),
                value(row, "description"),
                categoryId(value(row, "parent")));
    }

    private static CategoryId categoryId(String slug) {
        return DefaultCategories.idOf(slug).orElseGet(() -> new CategoryId(id("category", slug)));
    }

    private static CreateProduct product(Map<String, String> row) {
        return new CreateProduct(
                new ProductId(id("product", value(row, "sku"))),
                ProductName.typed(value(row, "name")),
                null,
                Sku.typed(value(row, "sku")),
                value(row, "description"),
                Price.of(value(row, "price"), CURRENCY),
                categoryId(value(row, "category")),
                Integer.parseInt(value(row, "stock")),
                10,
                true);
    }

    private static CreatePost post(Map<String, String> row) {
        var title = value(row, "title");
        return new CreatePost(
                new PostId(id("post", title)),
                new UserId(id("user", value(row, "author"))),
                PostTitle.typed(title),
                null,
                PostContent.typed(value(row, "content")),
                Stream.of(value(row, "tags").split(";")).map(TagName::typed).toList(),
                value(row, "status").equals("PUBLISHED"));
    }

    private static UUID id(String kind, String name) {
        return UUID.nameUUIDFromBytes(
                "daybook.dev/demo/%s/%s".formatted(kind, name).getBytes(UTF_8));
    }

    private static String value(Map<String, String> row, String column) {
        return Objects.requireNonNull(row.get(column), column);
    }
}
