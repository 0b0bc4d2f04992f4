package dev.daybook.graphql.errors;

import dev.daybook.catalog.Money;
import dev.daybook.catalog.ProductId;
import dev.daybook.catalog.category.CategoryRefusal;
import dev.daybook.catalog.category.CategoryRefused;
import dev.daybook.catalog.product.ProductRefusal;
import dev.daybook.catalog.product.ProductRefused;
import dev.daybook.catalog.stock.StockRefusal;
import dev.daybook.catalog.stock.StockRefused;
import dev.daybook.commands.IdempotencyInProgress;
import dev.daybook.commands.IdempotencyKeyReused;
import dev.daybook.commands.UniqueIndexes;
import dev.daybook.graphql.errors.UserError.Code;
import dev.daybook.graphql.errors.UserError.GenericError;
import dev.daybook.graphql.errors.UserError.IllegalTransitionError;
import dev.daybook.graphql.errors.UserError.InsufficientFundsError;
import dev.daybook.graphql.errors.UserError.InsufficientStockError;
import dev.daybook.graphql.errors.UserError.PriceChangedError;
import dev.daybook.graphql.errors.UserError.RetryLaterError;
import dev.daybook.graphql.errors.UserError.ValidationError;
import dev.daybook.graphql.errors.UserError.VersionConflictError;
import dev.daybook.ordering.OrderRefusal;
import dev.daybook.ordering.OrderRefusal.LineProblem;
import dev.daybook.ordering.OrderRefused;
import dev.daybook.ordering.OrderStatus;
import dev.daybook.ordering.account.AccountRefusal;
import dev.daybook.ordering.account.AccountRefused;
import dev.daybook.ordering.notification.UnknownNotification;
import dev.daybook.personaldata.PersonalDataErased;
import dev.daybook.replay.RunInProgress;
import dev.daybook.replay.UnknownProjection;
import dev.daybook.security.TooManyAttempts;
import dev.daybook.users.TooBusy;
import dev.daybook.users.UserRefusal;
import dev.daybook.users.UserRefused;
import dev.daybook.users.index.UniqueIndex;
import dev.daybook.users.post.PostRefusal;
import dev.daybook.users.post.PostRefused;
import dev.daybook.users.text.InvalidValue;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;
import org.axonframework.modelling.command.AggregateNotFoundException;
import org.jspecify.annotations.Nullable;

/** Says the refusals of all modules as errors that are data, each with the field of the input that it is about. */
public final class UserErrors {
    private static final List<String> CATEGORY = List.of("input", "categoryId");
    private static final List<String> AMOUNT = List.of("input", "amount");
    private static final List<String> PROJECTION = List.of("input", "name");
    private static final List<String> VERSION = List.of("input", "expectedVersion");

    private UserErrors() {}

    /** Empty for what nobody expected. */
    public static List<UserError> of(Throwable thrown, Map<String, Object> arguments) {
        return switch (thrown) {
            case Refused refused -> refused.errors();
            case UserRefused refused -> List.of(of(refused.refusal(), arguments));
            case PersonalDataErased _ -> List.of(erasedCustomer(arguments));
            case CategoryRefused refused -> List.of(of(refused.refusal()));
            case ProductRefused refused -> List.of(of(refused.refusal(), arguments));
            case StockRefused refused -> List.of(of(refused.refusal(), arguments));
            case OrderRefused refused -> of(refused.refusal(), arguments);
            case AccountRefused refused -> List.of(of(refused.refusal(), arguments));
            case UnknownNotification unknown ->
                List.of(new GenericError(
                        "There is no such notification",
                        Code.NOT_FOUND,
                        InputPaths.find(arguments, unknown.notification().value())));
            case PostRefused refused -> List.of(of(refused.refusal()));
            case InvalidValue invalid -> List.of(invalid(invalid, invalid.rule().name(), invalid.constraint()));
            case IdempotencyKeyReused reused ->
                List.of(new GenericError(
                        Objects.requireNonNull(reused.getMessage()),
                        Code.IDEMPOTENCY_KEY_REUSED,
                        List.of("input", "idempotencyKey")));
            case IdempotencyInProgress inProgress ->
                List.of(new GenericError(
                        Objects.requireNonNull(inProgress.getMessage()),
                        Code.IDEMPOTENCY_IN_PROGRESS,
                        List.of("input", "idempotencyKey")));
            case UnknownProjection unknown ->
                List.of(new GenericError(Objects.requireNonNull(unknown.getMessage()), Code.NOT_FOUND, PROJECTION));
            case RunInProgress busy ->
                List.of(new GenericError(
                        Objects.requireNonNull(busy.getMessage()), Code.REBUILD_IN_PROGRESS, PROJECTION));
            case TooManyAttempts refused -> List.of(retryLater(refused, refused.retryAfter(), passwordIn(arguments)));
            case TooBusy busy -> List.of(retryLater(busy, busy.retryAfter(), null));
            case AggregateNotFoundException missing -> List.of(notFound(missing, arguments));
            default -> ofDatabase(thrown, arguments);
        };
    }

    private static UserError of(UserRefusal refusal, Map<String, Object> arguments) {
        return switch (refusal) {
            case UserRefusal.NotActive _ ->
                new GenericError("This user is deactivated", Code.DEACTIVATED, named("login", arguments));
            case UserRefusal.Erased erased ->
                erased(InputPaths.find(arguments, erased.user().value()));
            case UserRefusal.LastAdmin last ->
                new GenericError(
                        "This is the last active administrator",
                        Code.IN_USE,
                        InputPaths.find(arguments, last.user().value()));
            case UserRefusal.VersionConflict conflict -> conflict("user", conflict.expected(), conflict.actual());
            case UserRefusal.SomeTaken _ ->
                new GenericError(
                        "Some usernames or e-mail addresses are already taken", Code.TAKEN, named("users", arguments));
        };
    }

    private static UserError erased(@Nullable List<String> field) {
        return new GenericError("This user is erased", Code.ERASED, field);
    }

    /** What is said of an order is kept for its customer, and can be no more. */
    private static UserError erasedCustomer(Map<String, Object> arguments) {
        var order = named("orderId", arguments);
        return order == null
                ? erased(null)
                : new GenericError("The customer of the order is erased", Code.ERASED, order);
    }

    private static UserError of(CategoryRefusal refusal) {
        return switch (refusal) {
            case CategoryRefusal.UnknownCategory unknown ->
                new GenericError("There is no such category", Code.NOT_FOUND, List.of("input", unknown.field()));
            case CategoryRefusal.Cycle _ ->
                new GenericError("A category cannot be below itself", Code.CYCLE, List.of("input", "newParentId"));
            case CategoryRefusal.CategoryInUse use ->
                new GenericError(
                        "The category has %d children and %d products".formatted(use.children(), use.products()),
                        Code.IN_USE,
                        CATEGORY);
            case CategoryRefusal.TooManyToDetach many ->
                new ValidationError(
                        "The category has %d children and products; at most %d can be taken out of it at once"
                                .formatted(many.contents(), many.most()),
                        Code.TOO_MANY_ITEMS,
                        CATEGORY,
                        "at most " + many.most());
            case CategoryRefusal.AmbiguousName ambiguous ->
                new GenericError(
                        "Another product without a category is called '%s' already".formatted(ambiguous.name()),
                        Code.TAKEN,
                        CATEGORY);
            case CategoryRefusal.VersionConflict conflict ->
                conflict("category", conflict.expected(), conflict.actual());
        };
    }

    private static UserError of(ProductRefusal refusal, Map<String, Object> arguments) {
        return switch (refusal) {
            case ProductRefusal.UnknownCategory _ ->
                new GenericError("There is no such category", Code.NOT_FOUND, CATEGORY);
            case ProductRefusal.Archived archived ->
                new GenericError(
                        "This product is archived",
                        Code.PRODUCT_UNAVAILABLE,
                        InputPaths.find(arguments, archived.product().value()));
            case ProductRefusal.IllegalTransition illegal ->
                illegal(illegal.from(), illegal.to(), illegal.from().next(), "productId");
            case ProductRefusal.SomeRefused _ ->
                new GenericError("Some of the products cannot be created", Code.TAKEN, named("products", arguments));
            case ProductRefusal.VersionConflict conflict -> conflict("product", conflict.expected(), conflict.actual());
        };
    }

    private static UserError of(StockRefusal refusal, Map<String, Object> arguments) {
        return switch (refusal) {
            case StockRefusal.InsufficientStock shortage ->
                shortage(
                        "Insufficient stock of this product. Available: %d".formatted(shortage.available()),
                        shortage.product(),
                        shortage.requested(),
                        shortage.available(),
                        List.of("input", "delta"));
            case StockRefusal.TooManyPieces many ->
                new ValidationError(
                        "There would be more than %d pieces of this product".formatted(many.most()),
                        Code.OUT_OF_RANGE,
                        piecesOf(many.product(), arguments),
                        "at most %d on hand".formatted(many.most()));
        };
    }

    private static List<UserError> of(OrderRefusal refusal, Map<String, Object> arguments) {
        return switch (refusal) {
            case OrderRefusal.UnknownCustomer unknown ->
                List.of(new GenericError(
                        "There is no such customer, or they are not active",
                        Code.NOT_FOUND,
                        InputPaths.find(arguments, unknown.customer().value())));
            case OrderRefusal.LinesRefused refused ->
                refused.problems().stream()
                        .map(problem -> of(
                                problem,
                                InputPaths.find(arguments, problem.product().value())))
                        .toList();
            case OrderRefusal.TotalTooLarge _ ->
                List.of(new ValidationError(
                        "The total of the order would be 10^16 or more",
                        Code.OUT_OF_RANGE,
                        List.of("input", "lines"),
                        "total < 10^16"));
            case OrderRefusal.PriceChanged changed ->
                List.of(new PriceChangedError(
                        "The total of the order is %s now, not %s".formatted(changed.actual(), changed.expected()),
                        Code.PRICE_CHANGED,
                        List.of("input", "expectedTotal"),
                        changed.expected(),
                        changed.actual()));
            case OrderRefusal.IllegalTransition illegal ->
                List.of(illegal(illegal.from(), illegal.to(), illegal.from().next(), "orderId"));
            case OrderRefusal.AlreadyPaid paid ->
                List.of(new IllegalTransitionError(
                        "The order is paid already",
                        Code.ILLEGAL_TRANSITION,
                        List.of("input", "orderId"),
                        paid.status().name(),
                        OrderStatus.CONFIRMED.name(),
                        names(paid.status().next())));
            case OrderRefusal.AmountMismatch(var total, var amount) ->
                List.of(
                        total.currency().equals(amount.currency())
                                ? new ValidationError(
                                        "The total of the order is %s, not %s".formatted(total, amount),
                                        Code.AMOUNT_MISMATCH,
                                        AMOUNT,
                                        total.toString())
                                : otherCurrency(total));
            case OrderRefusal.NothingToRefund _ ->
                List.of(new GenericError(
                        "Nothing was paid for the order that could be given back",
                        Code.NOTHING_TO_REFUND,
                        List.of("input", "orderId")));
            case OrderRefusal.NotLeftToRefund(var left, var amount) ->
                List.of(
                        left.currency().equals(amount.currency())
                                ? new ValidationError(
                                        "Of what was paid for the order %s are left to give back".formatted(left),
                                        Code.OUT_OF_RANGE,
                                        AMOUNT,
                                        "at most " + left)
                                : otherCurrency(left));
            case OrderRefusal.NotToReturn(var product, var most) ->
                List.of(new ValidationError(
                        "At most %d pieces of this product can have come back".formatted(most),
                        Code.OUT_OF_RANGE,
                        quantityOf(InputPaths.find(arguments, product.value())),
                        "at most " + most));
            case OrderRefusal.NotInOrder(var product) ->
                List.of(new GenericError(
                        "The order has no such product", Code.NOT_FOUND, InputPaths.find(arguments, product.value())));
            case OrderRefusal.VersionConflict conflict ->
                List.of(conflict("order", conflict.expected(), conflict.actual()));
        };
    }

    private static UserError otherCurrency(Money inOrder) {
        return new GenericError("The order is in %s".formatted(inOrder.currencyCode()), Code.CURRENCY_MISMATCH, AMOUNT);
    }

    private static UserError of(AccountRefusal refusal, Map<String, Object> arguments) {
        return switch (refusal) {
            case AccountRefusal.UnknownOwner unknown ->
                new GenericError(
                        "There is no such user, or they are not active",
                        Code.NOT_FOUND,
                        InputPaths.find(arguments, unknown.owner().value()));
            case AccountRefusal.TooManyAccounts(var most) ->
                new ValidationError(
                        "A user has at most %d accounts".formatted(most),
                        Code.TOO_MANY_ITEMS,
                        named("ownerId", arguments),
                        "at most " + most);
            // Not more: whether there is one that cannot be used is nobody's business.
            case AccountRefusal.UnknownAccount(var account) ->
                new GenericError(
                        "There is no such account", Code.NOT_FOUND, InputPaths.find(arguments, account.value()));
            case AccountRefusal.SameAccount _ ->
                new GenericError(
                        "This is the account that the money comes from",
                        Code.SAME_ACCOUNT,
                        List.of("input", "toAccountId"));
            case AccountRefusal.OtherCurrency(var account) ->
                new GenericError(
                        "This account is in another currency",
                        Code.CURRENCY_MISMATCH,
                        InputPaths.find(arguments, account.value()));
            case AccountRefusal.InsufficientFunds(var account, var requested, var available) ->
                new InsufficientFundsError(
                        "Insufficient funds in this account. Available: %s, Requested: %s"
                                .formatted(available, requested),
                        Code.INSUFFICIENT_FUNDS,
                        InputPaths.find(arguments, account.value()),
                        requested,
                        available);
            case AccountRefusal.BalanceTooLarge(var account) ->
                new ValidationError(
                        "The balance of this account would be 10^16 or more",
                        Code.OUT_OF_RANGE,
                        InputPaths.find(arguments, account.value()),
                        "balance < 10^16");
        };
    }

    private static UserError of(PostRefusal refusal) {
        return switch (refusal) {
            case PostRefusal.IllegalTransition illegal ->
                illegal(illegal.from(), illegal.to(), illegal.from().next(), "postId");
            case PostRefusal.VersionConflict conflict -> conflict("post", conflict.expected(), conflict.actual());
        };
    }

    private static UserError of(LineProblem problem, @Nullable List<String> line) {
        return switch (problem) {
            case LineProblem.UnknownProduct _ -> new GenericError("There is no such product", Code.NOT_FOUND, line);
            case LineProblem.NotForSale unavailable ->
                new GenericError(
                        "Product '%s' is not available".formatted(unavailable.name()), Code.PRODUCT_UNAVAILABLE, line);
            case LineProblem.OtherCurrency other ->
                new GenericError(
                        "An order has one currency; this product costs " + other.price(), Code.CURRENCY_MISMATCH, line);
            case LineProblem.ShortOfStock shortage ->
                shortage(
                        "Insufficient stock for '%s'. Available: %d, Requested: %d"
                                .formatted(shortage.name(), shortage.available(), shortage.requested()),
                        shortage.product(),
                        shortage.requested(),
                        shortage.available(),
                        quantityOf(line));
        };
    }

    private static UserError shortage(
            String message, ProductId product, int requested, int available, @Nullable List<String> field) {
        return new InsufficientStockError(
                message, Code.INSUFFICIENT_STOCK, field, product.value(), requested, available);
    }

    private static UserError illegal(Enum<?> from, Enum<?> to, List<? extends Enum<?>> allowed, String field) {
        return new IllegalTransitionError(
                "The %s cannot transition from %s to %s".formatted(field.replace("Id", ""), from, to),
                Code.ILLEGAL_TRANSITION,
                List.of("input", field),
                from.name(),
                to.name(),
                names(allowed));
    }

    private static List<String> names(List<? extends Enum<?>> values) {
        return values.stream().map(Enum::name).toList();
    }

    /** Of a correction the change itself, of returned goods their quantity. */
    private static @Nullable List<String> piecesOf(ProductId product, Map<String, Object> arguments) {
        return arguments.get("input") instanceof Map<?, ?> input && input.containsKey("delta")
                ? List.of("input", "delta")
                : quantityOf(InputPaths.find(arguments, product.value()));
    }

    private static @Nullable List<String> quantityOf(@Nullable List<String> line) {
        return line == null ? null : InputPaths.sibling(line, "quantity");
    }

    private static UserError conflict(String subject, long expected, long actual) {
        return new VersionConflictError(
                "The %s was changed meanwhile: version %d was expected, but it is %d"
                        .formatted(subject, expected, actual),
                Code.VERSION_CONFLICT,
                VERSION,
                expected,
                actual);
    }

    /** Of a value that no reader of the input has looked at. */
    private static UserError invalid(IllegalArgumentException invalid, String rule, String constraint) {
        return new ValidationError(
                "A value of the input " + invalid.getMessage(), Code.valueOf(rule), List.of("input"), constraint);
    }

    private static UserError retryLater(RuntimeException refused, Duration retryAfter, @Nullable List<String> field) {
        var seconds =
                Math.toIntExact(Math.max(1, retryAfter.plusNanos(999_999_999).toSeconds()));
        return new RetryLaterError(
                "%s. Try again in %d seconds".formatted(refused.getMessage(), seconds),
                Code.TOO_MANY_ATTEMPTS,
                field,
                seconds);
    }

    /** Where the input says whose password it is: a log-in by the login, everything else by the password alone. */
    private static @Nullable List<String> passwordIn(Map<String, Object> arguments) {
        return arguments.get("input") instanceof Map<?, ?> input
                ? Stream.of("login", "currentPassword")
                        .filter(input::containsKey)
                        .findFirst()
                        .map(field -> List.of("input", field))
                        .orElse(null)
                : null;
    }

    private static UserError notFound(AggregateNotFoundException missing, Map<String, Object> arguments) {
        String stream = String.valueOf(missing.getAggregateIdentifier());
        var id = UUID.fromString(stream.substring(stream.indexOf(':') + 1));
        var field = InputPaths.find(arguments, id);
        var kind =
                field == null ? "object" : InputPaths.typeAt(field, arguments).toLowerCase(Locale.ROOT);
        return new GenericError("There is no such " + kind, Code.NOT_FOUND, field);
    }

    /** The path to a field of the input, if it was given. */
    private static @Nullable List<String> named(String field, Map<String, Object> arguments) {
        return arguments.get("input") instanceof Map<?, ?> input && input.get(field) != null
                ? List.of("input", field)
                : null;
    }

    private static List<UserError> ofDatabase(Throwable thrown, Map<String, Object> arguments) {
        return UniqueIndexes.violatedBy(thrown)
                .flatMap(UniqueIndex::inputField)
                .<List<UserError>>map(field -> List.of(new GenericError(
                        "This %s is already taken".formatted(field),
                        Code.TAKEN,
                        List.of("input", takenBy(field, arguments)))))
                .orElse(List.of());
    }

    /** A product that keeps its name finds it taken where it is put. */
    private static String takenBy(String field, Map<String, Object> arguments) {
        return arguments.get("input") instanceof Map<?, ?> input
                        && !input.containsKey(field)
                        && field.equals("name")
                        && input.containsKey("categoryId")
                ? "categoryId"
                : field;
    }
}
