package dev.daybook.commands;

import dev.daybook.catalog.category.CategoryRefused;
import dev.daybook.catalog.product.ProductRefused;
import dev.daybook.catalog.stock.StockRefused;
import dev.daybook.ordering.OrderRefusal;
import dev.daybook.ordering.OrderRefusal.LinesRefused;
import dev.daybook.ordering.OrderRefused;
import dev.daybook.ordering.account.AccountRefused;
import dev.daybook.ordering.notification.UnknownNotification;
import dev.daybook.users.UserRefused;
import dev.daybook.users.post.PostRefused;
import dev.daybook.users.text.InvalidValue;
import java.util.Optional;
import org.axonframework.modelling.command.AggregateNotFoundException;
import org.axonframework.modelling.command.AggregateStreamCreationException;

/** Names of the refusals of commands, of which there are as many as the modules declare. */
final class Refusals {
    private Refusals() {}

    /** The name of the refusal; empty for what no command should end with. */
    static Optional<String> codeOf(Throwable thrown) {
        return switch (thrown) {
            case OrderRefused refused -> nameOf(reason(refused.refusal()));
            case AccountRefused refused -> nameOf(refused.refusal());
            case ProductRefused refused -> nameOf(refused.refusal());
            case CategoryRefused refused -> nameOf(refused.refusal());
            case StockRefused refused -> nameOf(refused.refusal());
            case UserRefused refused -> nameOf(refused.refusal());
            case PostRefused refused -> nameOf(refused.refusal());
            case UnknownNotification _, InvalidValue _, IdempotencyKeyReused _, IdempotencyInProgress _ ->
                nameOf(thrown);
            case AggregateNotFoundException _ -> Optional.of("NotFound");
            case AggregateStreamCreationException _ -> Optional.of("Exists");
            default -> UniqueIndexes.violatedBy(thrown).map(_ -> "Taken");
        };
    }

    /** The first problem of the lines of an order, which says more than that there is one. */
    private static Object reason(OrderRefusal refusal) {
        return refusal instanceof LinesRefused(var problems) && !problems.isEmpty() ? problems.getFirst() : refusal;
    }

    private static Optional<String> nameOf(Object refusal) {
        return Optional.of(refusal.getClass().getSimpleName());
    }
}
