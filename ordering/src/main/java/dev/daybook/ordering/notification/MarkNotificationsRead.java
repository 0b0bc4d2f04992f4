package dev.daybook.ordering.notification;

import dev.daybook.users.UserId;
import dev.daybook.users.text.InvalidValue;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Marks notifications of the reader as read and answers how many were not. Refused as a whole when one is not theirs.
 *
 * @param notifications null for the oldest {@value #MOST} that are not read
 */
public record MarkNotificationsRead(UserId reader, @Nullable List<NotificationId> notifications) {
    /** Maximum number of notifications at once. */
    public static final int MOST = 500;

    public MarkNotificationsRead {
        if (notifications != null) {
            InvalidValue.unlessBetween(notifications.size(), 0, MOST);
            notifications = List.copyOf(notifications);
        }
    }
}
