package dev.daybook.ordering.notification;

import static java.util.stream.Collectors.toMap;

import dev.daybook.ordering.notification.NotificationCommand.MarkNotificationRead;
import dev.daybook.users.UserId;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.springframework.stereotype.Component;

@Component
class MarkNotificationsReadHandler {
    private final Notifications notifications;

    MarkNotificationsReadHandler(Notifications notifications) {
        this.notifications = notifications;
    }

    @CommandHandler
    int handle(MarkNotificationsRead command, CommandGateway commands) {
        var unread = command.notifications() == null
                ? notifications.findUnread(command.reader().value(), MarkNotificationsRead.MOST)
                : unread(command.reader(), command.notifications());
        // In the order of ids, so that two commands for the same notifications cannot deadlock.
        unread.stream()
                .map(NotificationView::notification)
                .sorted(Comparator.comparing(NotificationId::value))
                .forEach(notification -> commands.sendAndWait(new MarkNotificationRead(notification)));
        return unread.size();
    }

    private List<NotificationView> unread(UserId reader, List<NotificationId> ids) {
        var theirs = notifications
                .findByIdIn(ids.stream().map(NotificationId::value).toList())
                .stream()
                .filter(notification -> notification.userId().equals(reader.value()))
                .collect(toMap(NotificationView::notification, Function.identity()));
        ids.stream().filter(id -> !theirs.containsKey(id)).findFirst().ifPresent(id -> {
            throw new UnknownNotification(id);
        });
        return theirs.values().stream()
                .filter(notification -> notification.readAt() == null)
                .toList();
    }
}
