package dev.daybook;

import org.springframework.boot.task.ThreadPoolTaskSchedulerBuilder;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.scheduling.concurrent.ThreadPoolTaskScheduler;

/** Threads for the jobs with {@code @Scheduled}, so that none waits for another; see decision 55. */
@Configuration(proxyBeanMethods = false)
class SchedulingConfiguration {
    /** More than there are jobs. These are virtual threads, which cost nothing while they wait. */
    private static final int THREADS = 64;

    @Bean
    ThreadPoolTaskScheduler taskScheduler(ThreadPoolTaskSchedulerBuilder builder) {
        var scheduler = builder.poolSize(THREADS).build();
        scheduler.setVirtualThreads(true);
        return scheduler;
    }
}
