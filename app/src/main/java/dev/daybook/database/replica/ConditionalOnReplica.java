package dev.daybook.database.replica;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;

/** Makes a bean only in a shop with a replica. A command beside a shop has none. */
@Target({ElementType.TYPE, ElementType.METHOD})
@Retention(RetentionPolicy.RUNTIME)
@ConditionalOnProperty("daybook.replica.url")
@ConditionalOnProperty(name = "daybook.beside-a-shop", havingValue = "false", matchIfMissing = true)
public @interface ConditionalOnReplica {}
