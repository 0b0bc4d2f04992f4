package dev.daybook.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.daybook.support.TestDatabase;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

class RunProgressTests {
    private final RunProgress progress = new RunProgress(_ -> {});

    @Test
    void a_connection_that_is_opened_when_the_run_was_given_up_is_closed() throws Exception {
        progress.end();
        try (var connection = TestDatabase.dataSource().getConnection()) {
            assertThatExceptionOfType(ReplayFailed.class).isThrownBy(() -> progress.watch(connection));
            assertThat(connection.isClosed()).isTrue();
        }
    }

    @Test
    void an_error_in_one_task_ends_the_others_and_fails_the_run() {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var queue = new EventBatchQueue(progress);
            var reader = threads.submit(() -> progress.attempt(() -> {
                while (true) {
                    queue.put(List.of());
                }
            }));
            var projector = threads.submit(() -> progress.attempt(() -> {
                throw new StackOverflowError("too deep");
            }));
            assertThatExceptionOfType(ReplayFailed.class)
                    .isThrownBy(() -> progress.await(List.<Future<?>>of(reader, projector)))
                    .withMessage("too deep")
                    .withCauseInstanceOf(StackOverflowError.class);
        }
    }
}
