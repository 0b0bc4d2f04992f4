package dev.daybook.graphql.ordering;

import dev.daybook.commands.Commands;
import dev.daybook.eventstore.log.LiveLog;
import dev.daybook.graphql.errors.UserError.Code;
import dev.daybook.graphql.input.InputReader;
import dev.daybook.graphql.loading.BatchLoaders;
import dev.daybook.graphql.paging.Connection;
import dev.daybook.graphql.paging.NestedListing;
import dev.daybook.graphql.paging.Page;
import dev.daybook.graphql.paging.Sorting;
import dev.daybook.graphql.paging.Views;
import dev.daybook.graphql.types.Payload;
import dev.daybook.ordering.OrderView;
import dev.daybook.ordering.notification.MarkNotificationsRead;
import dev.daybook.ordering.notification.NotificationEvent.NotificationSent;
import dev.daybook.ordering.notification.NotificationId;
import dev.daybook.ordering.notification.NotificationView;
import dev.daybook.ordering.notification.Notifications;
import dev.daybook.security.Caller;
import dev.daybook.users.UserView;
import graphql.schema.DataFetchingEnvironment;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.dataloader.DataLoader;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.springframework.graphql.data.method.annotation.Argument;
import org.springframework.graphql.data.method.annotation.MutationMapping;
import org.springframework.graphql.data.method.annotation.SchemaMapping;
import org.springframework.graphql.data.method.annotation.SubscriptionMapping;
import org.springframework.stereotype.Controller;
import reactor.core.publisher.Flux;

/** Notifications of users. */
@Controller
class NotificationController {
    private final Commands commands;
    private final LiveLog liveLog;
    private final Notifications notifications;
    private final NestedListing<Question, NotificationView> ofUsers;

    private record Question(boolean unreadOnly, Page page) {}

    NotificationController(
            Commands commands, LiveLog liveLog, Notifications notifications, Views views, BatchLoaders loaders) {
        this.commands = commands;
        this.liveLog = liveLog;
        this.notifications = notifications;
        var notification = views.mapping(NotificationView.class);
        var listing = views.listing(NotificationView.class);
        var user = notification.field("userId", UUID.class);
        var readAt = notification.field("readAt", OffsetDateTime.class);
        var newestFirst = new Sorting("CREATED_AT", notification.field("createdAt", OffsetDateTime.class), true);
        ofUsers = new NestedListing<>(
                "notificationsOfUsers",
                loaders,
                (asked, users) -> listing.pages(user, users, where(asked, readAt), newestFirst, asked.page()),
                (asked, users) -> listing.counts(user, users, where(asked, readAt)));
    }

    private static Condition where(Question asked, Field<OffsetDateTime> readAt) {
        return asked.unreadOnly() ? readAt.isNull() : DSL.noCondition();
    }

    record MarkNotificationsReadInput(@Nullable List<String> notificationIds) {}

    public record MarkNotificationsReadPayload(int markedCount) implements Payload {}

    @SchemaMapping(typeName = "User", field = "notifications")
    CompletableFuture<Connection<NotificationView>> notificationsOfUser(
            UserView user, @Argument boolean unreadOnly, DataFetchingEnvironment field) {
        return ofUsers.connection(user.id(), new Question(unreadOnly, Page.of(field)), field);
    }

    @SchemaMapping(typeName = "User")
    CompletableFuture<Integer> unreadNotificationCount(UserView user, DataLoader<UUID, Integer> unreadCounts) {
        return unreadCounts.load(user.id());
    }

    @SchemaMapping(typeName = "Notification")
    @Nullable CompletableFuture<OrderView> order(NotificationView notification, DataLoader<UUID, OrderView> orders) {
        return notification.orderId() == null ? null : orders.load(notification.orderId());
    }

    @MutationMapping
    MarkNotificationsReadPayload markNotificationsRead(@Argument MarkNotificationsReadInput input, Caller caller) {
        return new MarkNotificationsReadPayload(
                input.notificationIds() == null ? markAll(caller) : mark(chosen(input.notificationIds()), caller));
    }

    /** Marks all in batches: each is a transaction that others wait for. */
    private int markAll(Caller caller) {
        int all = 0;
        int marked;
        do {
            marked = mark(null, caller);
            all += marked;
        } while (marked == MarkNotificationsRead.MOST);
        return all;
    }

    private int mark(@Nullable List<NotificationId> chosen, Caller caller) {
        return commands.sendFor(
                new MarkNotificationsRead(caller.id().orElseThrow(), chosen), caller.actor(), Integer.class);
    }

    private static List<NotificationId> chosen(List<String> ids) {
        var in = new InputReader("input");
        if (ids.size() > MarkNotificationsRead.MOST) {
            in.refuseValue(
                    Code.TOO_MANY_ITEMS,
                    "At most %d notifications can be marked at once".formatted(MarkNotificationsRead.MOST),
                    "at most " + MarkNotificationsRead.MOST,
                    "notificationIds");
        }
        var below = in.at("notificationIds");
        var read = IntStream.range(0, Math.min(ids.size(), MarkNotificationsRead.MOST))
                .mapToObj(index ->
                        below.readId(Integer.toString(index), "Notification", ids.get(index), NotificationId::new))
                .toList();
        return in.whenValid(() -> read.stream().map(Supplier::get).toList());
    }

    @SubscriptionMapping
    Flux<NotificationView> notificationReceived(Caller caller) {
        var reader = caller.id().orElseThrow();
        return liveLog.events(NotificationSent.class)
                .filter(sent -> sent.user().equals(reader))
                .map(sent -> notifications.findById(sent.notification().value()).orElseThrow());
    }
}
