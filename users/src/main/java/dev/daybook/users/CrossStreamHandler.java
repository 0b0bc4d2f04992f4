package dev.daybook.users;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks an event handler that changes rows of other streams than the event's, such as the orders of an erased user. It
 * belongs to the projection of its processing group, which otherwise projects each stream to rows of its own.
 *
 * <p>A replay goes stream by stream and leaves it out: the other streams are projected as they can be read by then. It is
 * run, with a {@code JdbcClient} alone, for the events that come while a replay is on its way.
 */
@Documented
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
public @interface CrossStreamHandler {}
