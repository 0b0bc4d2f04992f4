package dev.daybook.users;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks what tells about a person in an event, or in an aggregate of which snapshots are taken. It is stored encrypted
 * with a key of that person: the one whose {@link UserId} stands in the same event. Once the person is erased it reads as
 * null, so it is always nullable.
 *
 * <p>In a row it marks a column whose values are not to be kept anywhere else.
 */
@Documented
@Target(ElementType.FIELD)
@Retention(RetentionPolicy.RUNTIME)
public @interface PersonalData {}
