package dev.daybook.users;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks personal data of an event, or of an aggregate of which snapshots are taken. They are stored encrypted with a key of
 * the person whose {@link UserId} stands in the same event. Once that key is destroyed (crypto-shredding) they read as null,
 * so they are always nullable.
 *
 * <p>In a row it marks columns whose values are not to be kept anywhere else.
 */
@Documented
@Target(ElementType.FIELD)
@Retention(RetentionPolicy.RUNTIME)
public @interface PersonalData {}
