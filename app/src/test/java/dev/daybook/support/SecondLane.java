package dev.daybook.support;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.api.parallel.ResourceLock;

/**
 * Runs a class beside those that share a shop, of which it uses nothing: it has no shop or its own, and captures no output, of which
 * there is one in a JVM. The lock keeps the classes of this lane, and the tests of each, one after the other.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Execution(ExecutionMode.CONCURRENT)
@ResourceLock(SecondLane.LOCK)
public @interface SecondLane {
    String LOCK = "second lane";
}
