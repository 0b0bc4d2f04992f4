package dev.daybook.support;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.parallel.ResourceLock;

/**
 * Runs a class when nothing of the {@link SecondLane}, the {@link ThirdLane} or the {@link FourthLane} does, whose lines in the log, or memory, it would
 * take for its shop's.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ResourceLock(SecondLane.LOCK)
@ResourceLock(ThirdLane.LOCK)
@ResourceLock(FourthLane.LOCK)
@Order(Integer.MAX_VALUE) // Earlier, it would keep the classes behind it waiting for the lane.
public @interface AfterSecondLane {}
