package dev.daybook.commands;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Duration;
import java.util.ArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.axonframework.common.lock.LockAcquisitionFailedException;
import org.junit.jupiter.api.Test;

class StreamLocksTest {
    private static final Duration TIMEOUT = Duration.ofMillis(500);

    /** Axon's own bound is a minute; what is between is for a busy machine, on which the 500 throw one after the other. */
    private static final Duration IN_TIME = Duration.ofSeconds(5);

    private static final int WAITING = 500;

    @Test
    void however_many_wait_for_a_stream_each_gives_up_in_time() throws Exception {
        var locks = new StreamLocks(new CommandSettings(TIMEOUT, null));
        var held = locks.obtainLock("stock");
        var waits = new ArrayList<Future<Duration>>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < WAITING; i++) {
                waits.add(threads.submit(() -> {
                    var start = System.nanoTime();
                    assertThatExceptionOfType(LockAcquisitionFailedException.class)
                            .isThrownBy(() -> locks.obtainLock("stock"));
                    return Duration.ofNanos(System.nanoTime() - start);
                }));
            }
        } finally {
            held.release();
        }
        for (var wait : waits) {
            assertThat(wait.get()).isBetween(TIMEOUT, IN_TIME);
        }
    }

    @Test
    void a_command_that_has_waited_for_one_stream_does_not_wait_as_long_for_the_next() throws Exception {
        var locks = new StreamLocks(new CommandSettings(Duration.ofMinutes(1), null));
        var held = locks.obtainLock("stock");
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var wait = threads.submit(() -> assertThatExceptionOfType(LockAcquisitionFailedException.class)
                    .isThrownBy(() -> locks.obtainLock("stock", System.nanoTime())));
            assertThat(wait).succeedsWithin(Duration.ofSeconds(10));
        } finally {
            held.release();
        }
    }
}
