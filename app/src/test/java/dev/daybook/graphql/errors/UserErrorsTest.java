package dev.daybook.graphql.errors;

import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import dev.daybook.catalog.Money;
import dev.daybook.catalog.ProductId;
import dev.daybook.catalog.category.CategoryId;
import dev.daybook.catalog.category.CategoryRefusal;
import dev.daybook.catalog.category.CategoryRefused;
import dev.daybook.catalog.product.CreateProducts.Creations;
import dev.daybook.catalog.product.ProductRefusal;
import dev.daybook.catalog.product.ProductRefused;
import dev.daybook.catalog.product.ProductStatus;
import dev.daybook.catalog.stock.StockRefusal;
import dev.daybook.catalog.stock.StockRefused;
import dev.daybook.graphql.errors.UserError.Code;
import dev.daybook.graphql.types.GlobalId;
import dev.daybook.ordering.OrderRefusal;
import dev.daybook.ordering.OrderRefusal.LineProblem;
import dev.daybook.ordering.OrderRefused;
import dev.daybook.ordering.OrderStatus;
import dev.daybook.ordering.account.AccountId;
import dev.daybook.ordering.account.AccountRefusal;
import dev.daybook.ordering.account.AccountRefused;
import dev.daybook.users.RegisterUsers.Registrations;
import dev.daybook.users.UserId;
import dev.daybook.users.UserRefusal;
import dev.daybook.users.UserRefused;
import dev.daybook.users.post.PostRefusal;
import dev.daybook.users.post.PostRefused;
import dev.daybook.users.post.PostStatus;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.axonframework.modelling.command.AggregateNotFoundException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.ComponentScan.Filter;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.FilterType;
import org.springframework.test.context.junit.jupiter.SpringJUnitConfig;

/** Every refusal of the modules, translated into a user error. */
@SpringJUnitConfig(UserErrorsTest.Translators.class)
class UserErrorsTest {
    @Configuration(proxyBeanMethods = false)
    @ComponentScan(
            basePackages = "dev.daybook.graphql",
            useDefaultFilters = false,
            includeFilters =
                    @Filter(
                            type = FilterType.ASSIGNABLE_TYPE,
                            classes = {RefusalTranslator.class, UserErrors.class}))
    static class Translators {}

    @Autowired
    private UserErrors userErrors;

    @Autowired
    private List<RefusalTranslator> translators;

    private static final UUID ID = UUID.fromString("00000000-0000-0000-0000-000000000001");
    private static final ProductId PEN = new ProductId(ID);
    private static final UserId ADA = new UserId(ID);
    private static final CategoryId SHELF = new CategoryId(ID);
    private static final AccountId SAVINGS = new AccountId(ID);

    private static final List<UserRefusal> USERS = List.of(
            new UserRefusal.NotActive(ADA),
            new UserRefusal.Erased(ADA),
            new UserRefusal.LastAdmin(ADA),
            new UserRefusal.VersionConflict(1, 2),
            new UserRefusal.SomeTaken(new Registrations(List.of())));
    private static final List<PostRefusal> POSTS = List.of(
            new PostRefusal.IllegalTransition(PostStatus.ARCHIVED, PostStatus.PUBLISHED),
            new PostRefusal.VersionConflict(1, 2));
    private static final List<CategoryRefusal> CATEGORIES = List.of(
            new CategoryRefusal.UnknownCategory(SHELF, "parentId"),
            new CategoryRefusal.Cycle(SHELF, SHELF),
            new CategoryRefusal.CategoryInUse(SHELF, 1, 2),
            new CategoryRefusal.TooManyToDetach(SHELF, 6_000, 5_000),
            new CategoryRefusal.AmbiguousName(SHELF, "Pen"),
            new CategoryRefusal.VersionConflict(1, 2));
    private static final List<ProductRefusal> PRODUCTS = List.of(
            new ProductRefusal.UnknownCategory(SHELF),
            new ProductRefusal.Archived(PEN),
            new ProductRefusal.IllegalTransition(ProductStatus.ARCHIVED, ProductStatus.ACTIVE),
            new ProductRefusal.SomeRefused(new Creations(List.of())),
            new ProductRefusal.VersionConflict(1, 2));
    private static final List<StockRefusal> STOCK =
            List.of(new StockRefusal.InsufficientStock(PEN, 2, 1), new StockRefusal.TooManyPieces(PEN, 1_000_000_000));
    private static final List<LineProblem> LINES = List.of(
            new LineProblem.UnknownProduct(PEN),
            new LineProblem.NotForSale(PEN, "Pen"),
            new LineProblem.OtherCurrency(PEN, euros("1.00")),
            new LineProblem.ShortOfStock(PEN, "Pen", 2, 1));
    private static final List<OrderRefusal> ORDERS = List.of(
            new OrderRefusal.UnknownCustomer(ADA),
            new OrderRefusal.LinesRefused(LINES),
            new OrderRefusal.TotalTooLarge(),
            new OrderRefusal.PriceChanged(euros("1.00"), euros("2.00")),
            new OrderRefusal.IllegalTransition(OrderStatus.SHIPPED, OrderStatus.CANCELLED),
            new OrderRefusal.AlreadyPaid(OrderStatus.SHIPPED),
            new OrderRefusal.AmountMismatch(euros("1.00"), euros("2.00")),
            new OrderRefusal.NothingToRefund(),
            new OrderRefusal.NotLeftToRefund(euros("1.00"), euros("2.00")),
            new OrderRefusal.NotToReturn(PEN, 1),
            new OrderRefusal.NotInOrder(PEN),
            new OrderRefusal.VersionConflict(1, 2));
    private static final List<AccountRefusal> ACCOUNTS = List.of(
            new AccountRefusal.UnknownOwner(ADA),
            new AccountRefusal.TooManyAccounts(100),
            new AccountRefusal.UnknownAccount(SAVINGS),
            new AccountRefusal.SameAccount(SAVINGS),
            new AccountRefusal.OtherCurrency(SAVINGS),
            new AccountRefusal.InsufficientFunds(SAVINGS, euros("2.00"), euros("1.00")),
            new AccountRefusal.BalanceTooLarge(SAVINGS));

    /** An input in which all that a refusal may be about was named. */
    private static final Map<String, Object> ARGUMENTS = Map.of(
            "input",
            Map.of(
                    "login", "ada",
                    "users", List.of(),
                    "products", List.of(),
                    "ownerId", new GlobalId("User", UUID.randomUUID()).toString(),
                    "lines", List.of(Map.of("productId", new GlobalId("Product", ID).toString(), "quantity", 2))));

    @Test
    void every_kind_of_refusal_has_a_sample() {
        assertAllOf(UserRefusal.class, USERS);
        assertAllOf(PostRefusal.class, POSTS);
        assertAllOf(CategoryRefusal.class, CATEGORIES);
        assertAllOf(ProductRefusal.class, PRODUCTS);
        assertAllOf(StockRefusal.class, STOCK);
        assertAllOf(LineProblem.class, LINES);
        assertAllOf(OrderRefusal.class, ORDERS);
        assertAllOf(AccountRefusal.class, ACCOUNTS);
    }

    @ParameterizedTest
    @MethodSource("refusals")
    void every_refusal_names_its_subject_and_the_field_that_it_is_about(RuntimeException refused) {
        assertThat(userErrors.of(refused, ARGUMENTS)).isNotEmpty().allSatisfy(error -> {
            assertThat(error.message())
                    .matches(
                            ".*\\b(user|usernames|stock|administrator|customer|category|product|products|Product|order|account"
                                    + "|accounts|post)\\b.*")
                    .doesNotStartWith("It ")
                    .doesNotStartWith("Cannot ");
            assertThat(error.field()).as(error.message()).isNotEmpty();
        });
    }

    @ParameterizedTest
    @MethodSource("refusals")
    void every_refusal_belongs_to_one_translator(RuntimeException refused) {
        assertThat(translators)
                .filteredOn(
                        translator -> !translator.translate(refused, ARGUMENTS).isEmpty())
                .hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"User", "Product", "Category", "Order", "Post"})
    void a_missing_object_is_named_by_the_type_of_its_id(String type) {
        var arguments = Map.<String, Object>of("input", Map.of("someId", new GlobalId(type, ID).toString()));
        var missing = new AggregateNotFoundException(ID.toString(), "not there");
        assertThat(userErrors.of(missing, arguments)).singleElement().satisfies(error -> {
            assertThat(error.message()).isEqualTo("There is no such " + type.toLowerCase(Locale.ROOT));
            assertThat(error.code()).isEqualTo(Code.NOT_FOUND);
            assertThat(error.field()).containsExactly("input", "someId");
        });
    }

    private static Stream<RuntimeException> refusals() {
        return Stream.of(
                        USERS.stream().map(UserRefused::new),
                        POSTS.stream().map(PostRefused::new),
                        CATEGORIES.stream().map(CategoryRefused::new),
                        PRODUCTS.stream().map(ProductRefused::new),
                        STOCK.stream().map(StockRefused::new),
                        ORDERS.stream().map(OrderRefused::new),
                        ACCOUNTS.stream().map(AccountRefused::new))
                .flatMap(refused -> refused);
    }

    private static void assertAllOf(Class<?> refusal, List<?> samples) {
        assertThat(samples.stream().map(Object::getClass).collect(toSet()))
                .isEqualTo(Arrays.stream(refusal.getPermittedSubclasses()).collect(toSet()));
    }

    private static Money euros(String amount) {
        return Money.of(amount, "EUR");
    }
}
