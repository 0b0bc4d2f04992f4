package dev.daybook;

import static org.assertj.core.api.Assertions.assertThat;

import dev.daybook.support.ShopTest;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.scheduling.TaskScheduler;

/** A rebuild for a new version waits for nodes of older ones, and meanwhile unpaid orders must not keep their stock. */
@ShopTest
class SchedulingTests {
    private static final int LONG_JOBS = 20;

    @Autowired
    TaskScheduler scheduler;

    @Test
    void jobs_that_take_long_hold_up_no_other() throws Exception {
        var end = new CompletableFuture<Void>();
        var begun = new CountDownLatch(LONG_JOBS);
        var again = new CountDownLatch(2);
        var jobs = Stream.concat(
                        Stream.generate(() -> schedule(() -> {
                                    begun.countDown();
                                    end.join();
                                }))
                                .limit(LONG_JOBS),
                        Stream.of(schedule(again::countDown)))
                .toList();
        try {
            assertThat(begun.await(10, TimeUnit.SECONDS)).isTrue();
            assertThat(again.await(10, TimeUnit.SECONDS)).isTrue();
        } finally {
            jobs.forEach(job -> job.cancel(false));
            end.complete(null);
        }
    }

    private ScheduledFuture<?> schedule(Runnable job) {
        return scheduler.scheduleWithFixedDelay(job, Duration.ofMillis(10));
    }
}
