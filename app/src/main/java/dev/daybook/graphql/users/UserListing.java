package dev.daybook.graphql.users;

import dev.daybook.database.ViewMapping;
import dev.daybook.graphql.input.Ranges.DateTimeRange;
import dev.daybook.graphql.paging.Connection;
import dev.daybook.graphql.paging.Listing;
import dev.daybook.graphql.paging.Page;
import dev.daybook.graphql.paging.Sorting;
import dev.daybook.graphql.paging.Sql;
import dev.daybook.graphql.paging.Views;
import dev.daybook.graphql.types.SortDirection;
import dev.daybook.users.Role;
import dev.daybook.users.UserStatus;
import dev.daybook.users.UserView;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Objects;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Lists users. */
@Component
class UserListing {
    private final ViewMapping<UserView> user;
    private final Listing<UserView> listing;

    UserListing(Views views) {
        user = views.mapping(UserView.class);
        listing = views.listing(UserView.class);
    }

    record UserFilter(
            @Nullable String search,
            @Nullable List<UserStatus> status,
            @Nullable List<Role> role,
            @Nullable DateTimeRange createdAt) {}

    enum UserOrderField {
        CREATED_AT,
        USERNAME,
        EMAIL,
        LAST_LOGIN_AT
    }

    record UserOrder(UserOrderField field, SortDirection direction) {}

    /** Counts of users; {@code total} includes all who ever registered. */
    public record UserStats(int total, int active, int deactivated, int registeredInPeriod) {}

    Connection<UserView> page(@Nullable UserFilter filter, @Nullable UserOrder order, Page page) {
        var where = where(filter);
        return new Connection<>(listing.page(where, sorting(order), page), () -> listing.count(where));
    }

    /** Counts users with one statement. */
    UserStats stats(@Nullable DateTimeRange period) {
        var createdAt = user.field("createdAt", OffsetDateTime.class);
        var inPeriod = period == null ? DSL.noCondition() : period.on(createdAt);
        return listing.aggregate(
                (row, _) -> new UserStats(row.getInt(1), row.getInt(2), row.getInt(3), row.getInt(4)),
                DSL.count(),
                DSL.count().filterWhere(text("status").eq(UserStatus.ACTIVE.name())),
                DSL.count().filterWhere(text("status").eq(UserStatus.DEACTIVATED.name())),
                DSL.count().filterWhere(inPeriod));
    }

    private Condition where(@Nullable UserFilter filter) {
        var where = DSL.noCondition();
        if (filter == null) {
            return where;
        }
        if (filter.search() != null) {
            where = where.and(DSL.or(
                    Sql.contains(text("profile.username"), filter.search()),
                    Sql.contains(text("profile.email"), filter.search()),
                    Sql.contains(text("profile.fullName"), filter.search())));
        }
        if (filter.status() != null) {
            where = where.and(Sql.isAnyOfTexts(
                    text("status"), filter.status().stream().map(Enum::name).toList()));
        }
        if (filter.role() != null) {
            where = where.and(Sql.isAnyOfTexts(
                    text("role"), filter.role().stream().map(Enum::name).toList()));
        }
        if (filter.createdAt() != null) {
            where = where.and(filter.createdAt().on(user.field("createdAt", OffsetDateTime.class)));
        }
        return where;
    }

    private Sorting sorting(@Nullable UserOrder order) {
        var by = Objects.requireNonNullElse(order, new UserOrder(UserOrderField.CREATED_AT, SortDirection.DESC));
        var key = switch (by.field()) {
            case CREATED_AT -> user.field("createdAt", OffsetDateTime.class);
            case USERNAME -> DSL.lower(text("profile.username"));
            case EMAIL -> DSL.lower(DSL.coalesce(text("profile.email"), DSL.inline("")));
            case LAST_LOGIN_AT -> Sql.orNever(user.field("lastLoginAt", OffsetDateTime.class));
        };
        return new Sorting(by.field().name(), key, by.direction() == SortDirection.DESC);
    }

    private Field<String> text(String property) {
        return user.field(property, String.class);
    }
}
