package dev.daybook.graphql.ordering;

import dev.daybook.catalog.Money;
import dev.daybook.graphql.errors.BadRequest;
import dev.daybook.graphql.input.Ranges.DateTimeRange;
import dev.daybook.graphql.loading.BatchLoaders;
import dev.daybook.graphql.types.ErasedUsers;
import dev.daybook.users.UserView;
import graphql.schema.DataFetchingEnvironment;
import java.util.Currency;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.dataloader.DataLoader;
import org.jspecify.annotations.Nullable;
import org.springframework.graphql.data.method.annotation.Argument;
import org.springframework.graphql.data.method.annotation.QueryMapping;
import org.springframework.graphql.data.method.annotation.SchemaMapping;
import org.springframework.stereotype.Controller;

/** Statistics of orders, and the customers with the highest revenue. */
@Controller
class OrderStatsController {
    private static final String LOADER = "orderStatsOfCustomers";
    private static final int MOST = 100;

    private final OrderFigures figures;

    OrderStatsController(OrderFigures figures, BatchLoaders loaders) {
        this.figures = figures;
        loaders.<UUID, OrderStats>mapped(LOADER, figures::ofCustomers);
    }

    public record TopSpender(UUID customerId, int orderCount, Money totalSpent) {}

    @QueryMapping
    OrderStats orderStats(@Argument @Nullable DateTimeRange period, @Argument @Nullable String currencyCode) {
        return period == null
                ? figures.ofPeriod(null, null, currency(currencyCode))
                : figures.ofPeriod(period.from(), period.to(), currency(currencyCode));
    }

    @SchemaMapping(typeName = "User", field = "orderStats")
    CompletableFuture<OrderStats> orderStatsOfUser(UserView user, DataFetchingEnvironment field) {
        return BatchLoaders.<UUID, OrderStats>of(LOADER, field).load(user.id());
    }

    @QueryMapping
    List<TopSpender> topSpenders(@Argument int first, @Argument @Nullable String currencyCode) {
        if (first < 1 || first > MOST) {
            throw new BadRequest("Ask for 1 to %d, not %d".formatted(MOST, first));
        }
        return figures.top(first, currency(currencyCode)).stream()
                .map(spent -> new TopSpender(spent.customer(), spent.orders(), spent.total()))
                .toList();
    }

    @SchemaMapping(typeName = "TopSpender")
    CompletableFuture<@Nullable UserView> user(TopSpender spender, DataLoader<UUID, UserView> users) {
        return ErasedUsers.hidden(users.load(spender.customerId()));
    }

    private static @Nullable String currency(@Nullable String code) {
        if (code == null) {
            return null;
        }
        try {
            return Currency.getInstance(code).getCurrencyCode();
        } catch (IllegalArgumentException _) {
            throw new BadRequest("There is no currency " + code);
        }
    }
}
