package dev.daybook.graphql;

import dev.daybook.catalog.product.ProductStatus;
import dev.daybook.catalog.product.ProductView;
import dev.daybook.database.ViewMapping;
import dev.daybook.graphql.paging.Views;
import dev.daybook.graphql.posts.PostListing;
import dev.daybook.ordering.OrderLineView;
import dev.daybook.ordering.OrderView;
import dev.daybook.ordering.account.AccountView;
import dev.daybook.ordering.account.TransferView;
import dev.daybook.security.Caller;
import dev.daybook.users.UserId;
import dev.daybook.users.UserView;
import java.util.UUID;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.impl.DSL;
import org.springframework.stereotype.Component;

/**
 * Conditions for the rows that a caller may see through other rows, without owning them: the authors of posts, the
 * other account of a transfer, the products of an order. An object that is shown with its id can be asked for by that
 * id.
 */
@Component
class Visibility {
    private final PostListing posts;
    private final Field<UUID> user;
    private final Field<UUID> product;
    private final Field<String> productStatus;
    private final Field<UUID> account;
    private final Field<UUID> accountOwner;
    private final ViewMapping<OrderLineView> line;
    private final ViewMapping<OrderView> order;
    private final ViewMapping<TransferView> transfer;
    private final ViewMapping<AccountView> accounts;

    Visibility(Views views, PostListing posts) {
        this.posts = posts;
        user = views.mapping(UserView.class).field("id", UUID.class);
        product = views.mapping(ProductView.class).field("id", UUID.class);
        productStatus = views.mapping(ProductView.class).field("status", String.class);
        line = views.mapping(OrderLineView.class);
        order = views.mapping(OrderView.class);
        transfer = views.mapping(TransferView.class);
        accounts = views.mapping(AccountView.class);
        account = accounts.field("id", UUID.class);
        accountOwner = accounts.field("ownerId", UUID.class);
    }

    Condition users(Caller caller) {
        return caller.isStaff() ? DSL.noCondition() : isOwn(user, caller).or(posts.authorsOfPostsVisibleTo(caller));
    }

    Condition products(Caller caller) {
        return caller.isStaff()
                ? DSL.noCondition()
                : productStatus
                        .eq(DSL.inline(ProductStatus.ACTIVE.name()))
                        .or(DSL.exists(DSL.selectOne()
                                .from(line.table())
                                .join(order.table())
                                .on(uuid(order, "id").eq(uuid(line, "orderId")))
                                .where(uuid(line, "productId").eq(product))
                                .and(isOwn(uuid(order, "customerId"), caller))));
    }

    Condition accounts(Caller caller) {
        return caller.isStaff()
                ? DSL.noCondition()
                : isOwn(accountOwner, caller)
                        .or(isOtherSide("fromAccountId", "toAccountId", caller))
                        .or(isOtherSide("toAccountId", "fromAccountId", caller));
    }

    private Condition isOtherSide(String side, String ownSide, Caller caller) {
        return DSL.exists(DSL.selectOne()
                .from(transfer.table())
                .where(uuid(transfer, side).eq(account))
                .and(uuid(transfer, ownSide)
                        .in(DSL.select(account).from(accounts.table()).where(isOwn(accountOwner, caller)))));
    }

    private static Condition isOwn(Field<UUID> owner, Caller caller) {
        return caller.id().map(UserId::value).map(owner::eq).orElseGet(DSL::falseCondition);
    }

    private static Field<UUID> uuid(ViewMapping<?> view, String property) {
        return view.field(property, UUID.class);
    }
}
