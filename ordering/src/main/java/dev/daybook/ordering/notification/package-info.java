/** What customers are told about their orders and accounts, by those who follow the log. */
@NamedInterface("notification")
@NullMarked
package dev.daybook.ordering.notification;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
