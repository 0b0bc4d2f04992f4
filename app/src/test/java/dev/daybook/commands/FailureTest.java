package dev.daybook.commands;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.util.Set;
import java.util.stream.Stream;
import org.axonframework.common.lock.DeadlockException;
import org.axonframework.common.lock.LockAcquisitionFailedException;
import org.axonframework.modelling.command.AggregateStreamCreationException;
import org.axonframework.modelling.command.ConcurrencyException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class FailureTest {
    static Stream<Arguments> failures() {
        return Stream.of(
                Arguments.of(new ConcurrencyException("another was first"), Failure.CONFLICT),
                Arguments.of(new DeadlockException("of streams"), Failure.CONFLICT),
                Arguments.of(sql("40001"), Failure.CONFLICT),
                Arguments.of(sql("40P01"), Failure.CONFLICT),
                Arguments.of(new LockAcquisitionFailedException("of a stream"), Failure.LOCK_TIMEOUT),
                Arguments.of(sql("55P03"), Failure.LOCK_TIMEOUT),
                Arguments.of(sql("08006"), Failure.UNAVAILABLE),
                Arguments.of(sql("57014"), Failure.UNAVAILABLE),
                Arguments.of(new AggregateStreamCreationException("is there", null), Failure.DECIDED),
                Arguments.of(new IllegalArgumentException("refused"), Failure.DECIDED),
                Arguments.of(sql("23514"), Failure.DECIDED));
    }

    @ParameterizedTest
    @MethodSource("failures")
    void each_is_of_one_kind(Throwable thrown, Failure kind) {
        assertThat(Failure.of(thrown, Set.of())).isEqualTo(kind);
    }

    @Test
    void a_conflict_is_retried_and_then_busy_a_collision_is_what_it_is_in_the_end() {
        assertThat(Failure.values())
                .filteredOn(Failure::isRetried)
                .containsExactly(Failure.CONFLICT, Failure.COLLISION);
        assertThat(Failure.values())
                .filteredOn(Failure::isBusy)
                .containsExactly(Failure.CONFLICT, Failure.LOCK_TIMEOUT);
    }

    private static RuntimeException sql(String state) {
        return new IllegalStateException(new SQLException("failed", state));
    }
}
