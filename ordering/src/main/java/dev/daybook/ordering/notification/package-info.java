/** Notifications to customers about their orders and accounts, sent by a subscriber of the event log. */
@NamedInterface("notification")
@NullMarked
package dev.daybook.ordering.notification;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
