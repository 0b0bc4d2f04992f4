package dev.daybook.graphql.ordering;

import dev.daybook.graphql.loading.BatchLoaders;
import dev.daybook.graphql.paging.Views;
import dev.daybook.ordering.OrderLineView;
import dev.daybook.ordering.OrderView;
import dev.daybook.ordering.account.AccountView;
import java.util.Collection;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.SqlArrayValue;
import org.springframework.stereotype.Component;

/** Registers the batch loaders of orders with their lines, of accounts, and of the counts of unread notifications. */
@Component
class OrderingLoaders {
    OrderingLoaders(BatchLoaders loaders, Views views, JdbcClient jdbc) {
        loaders.one("orders", ids -> views.byId(OrderView.class, ids, OrderView::id));
        loaders.many(
                "orderLines",
                ids -> views.byParent(OrderLineView.class, "orderId", ids, OrderLineView::orderId, "lineNumber"));
        loaders.one("accounts", ids -> views.byId(AccountView.class, ids, AccountView::id));
        loaders.many(
                "accountsOfUsers",
                ids -> views.byParent(AccountView.class, "ownerId", ids, AccountView::ownerId, "number"));
        loaders.one("unreadCounts", ids -> unreadCounts(ids, jdbc));
    }

    private static Map<UUID, Integer> unreadCounts(Collection<UUID> users, JdbcClient jdbc) {
        return jdbc
                .sql("""
                        select reader.id, (select count(*) from notifications where user_id = reader.id and read_at is null)
                        from unnest(?) as reader (id)""")
                .param(new SqlArrayValue("uuid", users.toArray()))
                .query((row, _) -> Map.entry(row.getObject(1, UUID.class), row.getInt(2)))
                .list()
                .stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }
}
