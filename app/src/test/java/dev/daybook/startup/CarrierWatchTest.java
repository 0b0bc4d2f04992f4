package dev.daybook.startup;

import static org.assertj.core.api.Assertions.assertThat;

import dev.daybook.support.JavaProgram;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import jdk.management.VirtualThreadSchedulerMXBean;
import org.junit.jupiter.api.Test;

/** In JVMs of their own, since all carriers of one are held. */
class CarrierWatchTest {
    private static final int GONE_ON = 10;
    private static final int HELD = 11;

    @Test
    void virtual_threads_go_on_when_all_carriers_are_held() throws Exception {
        assertThat(hold("watched", Duration.ofSeconds(30))).isEqualTo(GONE_ON);
    }

    @Test
    void without_the_watch_they_do_not() throws Exception {
        assertThat(hold("unwatched", Duration.ofSeconds(3))).isEqualTo(HELD);
    }

    private static int hold(String watched, Duration patience) throws IOException, InterruptedException {
        return JavaProgram.silent(List.of(), Holder.class, watched, patience.toString())
                .start()
                .waitFor();
    }

    /**
     * Holds all carriers by threads that wait for a class to be initialized, which waits for another virtual thread. Ends
     * with {@value #GONE_ON} when that has run, and the number of carriers is what it was.
     */
    static final class Holder {
        private static final CountDownLatch RELEASE = new CountDownLatch(1);

        private Holder() {}

        private static final class Initialized {
            static {
                await(RELEASE);
            }

            private Initialized() {}

            static void use() {}
        }

        public static void main(String[] arguments) throws InterruptedException {
            var scheduler = ManagementFactory.getPlatformMXBean(VirtualThreadSchedulerMXBean.class);
            var carriers = scheduler.getParallelism();
            if (arguments[0].equals("watched")) {
                var _ = new CarrierWatch();
            }
            for (int i = 0; i < carriers; i++) {
                Thread.startVirtualThread(Initialized::use);
            }
            while (scheduler.getMountedVirtualThreadCount() < carriers) {
                Thread.onSpinWait();
            }
            Thread.startVirtualThread(RELEASE::countDown);
            var end = System.nanoTime() + Duration.parse(arguments[1]).toNanos();
            var released = RELEASE.await(end - System.nanoTime(), TimeUnit.NANOSECONDS);
            while (scheduler.getParallelism() != carriers && System.nanoTime() < end) {
                Thread.onSpinWait();
            }
            System.exit(released && scheduler.getParallelism() == carriers ? GONE_ON : HELD);
        }

        private static void await(CountDownLatch latch) {
            try {
                latch.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
