package dev.daybook.eventstore.axon;

import org.springframework.scheduling.concurrent.ThreadPoolTaskExecutor;
import org.springframework.stereotype.Component;

/** Takes snapshots in the background. When it cannot keep up it drops them: the next event triggers another. */
@Component
class SnapshotExecutor extends ThreadPoolTaskExecutor {
    SnapshotExecutor() {
        setThreadNamePrefix("snapshots-");
        setCorePoolSize(1);
        setMaxPoolSize(1);
        setQueueCapacity(1_000);
        setRejectedExecutionHandler((_, _) -> {});
        setAcceptTasksAfterContextClose(false);
    }
}
