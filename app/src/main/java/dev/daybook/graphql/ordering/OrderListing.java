package dev.daybook.graphql.ordering;

import dev.daybook.database.ViewMapping;
import dev.daybook.graphql.input.Ranges.DateTimeRange;
import dev.daybook.graphql.input.Ranges.DecimalRange;
import dev.daybook.graphql.loading.BatchLoaders;
import dev.daybook.graphql.paging.Connection;
import dev.daybook.graphql.paging.Listing;
import dev.daybook.graphql.paging.NestedListing;
import dev.daybook.graphql.paging.Page;
import dev.daybook.graphql.paging.Sorting;
import dev.daybook.graphql.paging.Sql;
import dev.daybook.graphql.paging.Views;
import dev.daybook.graphql.types.GlobalId;
import dev.daybook.graphql.types.SortDirection;
import dev.daybook.ordering.OrderLineView;
import dev.daybook.ordering.OrderStatus;
import dev.daybook.ordering.OrderView;
import dev.daybook.ordering.PaymentStatus;
import graphql.schema.DataFetchingEnvironment;
import java.math.BigDecimal;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Lists orders: all of them, and those of each customer. */
@Component
class OrderListing {
    private final ViewMapping<OrderView> order;
    private final ViewMapping<OrderLineView> line;
    private final Listing<OrderView> listing;
    private final NestedListing<Question, OrderView> ofCustomers;

    OrderListing(Views views, BatchLoaders loaders) {
        order = views.mapping(OrderView.class);
        line = views.mapping(OrderLineView.class);
        listing = views.listing(OrderView.class);
        var customer = uuid(order, "customerId");
        ofCustomers = new NestedListing<>(
                "ordersOfCustomers",
                loaders,
                (asked, customers) ->
                        listing.pages(customer, customers, where(asked.filter()), sorting(asked.order()), asked.page()),
                (asked, customers) -> listing.counts(customer, customers, where(asked.filter())));
    }

    record OrderFilter(
            @Nullable List<OrderStatus> status,
            @Nullable List<PaymentStatus> paymentStatus,
            @Nullable String userId,
            @Nullable String productId,
            @Nullable DateTimeRange placedAt,
            @Nullable DecimalRange total) {}

    enum OrderOrderField {
        PLACED_AT,
        TOTAL
    }

    record OrderOrder(OrderOrderField field, SortDirection direction) {}

    private record Question(
            @Nullable OrderFilter filter, @Nullable OrderOrder order, Page page) {}

    Connection<OrderView> page(@Nullable OrderFilter filter, @Nullable OrderOrder order, Page page) {
        var where = where(filter);
        return new Connection<>(listing.page(where, sorting(order), page), () -> listing.count(where));
    }

    CompletableFuture<Connection<OrderView>> ofCustomer(
            UUID customer, @Nullable OrderFilter filter, @Nullable OrderOrder order, DataFetchingEnvironment field) {
        return ofCustomers.connection(customer, new Question(filter, order, Page.of(field)), field);
    }

    private Condition where(@Nullable OrderFilter filter) {
        var where = DSL.noCondition();
        if (filter == null) {
            return where;
        }
        if (filter.status() != null) {
            where = where.and(isAnyOf("progress.status", filter.status()));
        }
        if (filter.paymentStatus() != null) {
            where = where.and(isAnyOf("payment.paymentStatus", filter.paymentStatus()));
        }
        if (filter.userId() != null) {
            where = where.and(is(uuid(order, "customerId"), "User", filter.userId()));
        }
        if (filter.productId() != null) {
            where = where.and(uuid(order, "id")
                    .in(DSL.select(uuid(line, "orderId"))
                            .from(line.table())
                            .where(is(uuid(line, "productId"), "Product", filter.productId()))));
        }
        if (filter.placedAt() != null) {
            where = where.and(filter.placedAt().on(order.field("placedAt", OffsetDateTime.class)));
        }
        return filter.total() == null
                ? where
                : where.and(filter.total().on(order.field("totalAmount", BigDecimal.class)));
    }

    private Condition isAnyOf(String property, List<? extends Enum<?>> values) {
        return Sql.isAnyOfTexts(
                order.field(property, String.class),
                values.stream().map(Enum::name).toList());
    }

    private Sorting sorting(@Nullable OrderOrder asked) {
        var by = Objects.requireNonNullElse(asked, new OrderOrder(OrderOrderField.PLACED_AT, SortDirection.DESC));
        var key = switch (by.field()) {
            case PLACED_AT -> order.field("placedAt", OffsetDateTime.class);
            case TOTAL -> order.field("totalAmount", BigDecimal.class);
        };
        return new Sorting(by.field().name(), key, by.direction() == SortDirection.DESC);
    }

    private static Condition is(Field<UUID> field, String type, String id) {
        return GlobalId.parse(type, id).<Condition>map(field::eq).orElseGet(DSL::falseCondition);
    }

    private static Field<UUID> uuid(ViewMapping<?> view, String property) {
        return view.field(property, UUID.class);
    }
}
