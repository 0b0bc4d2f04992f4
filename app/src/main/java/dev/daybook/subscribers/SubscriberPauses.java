package dev.daybook.subscribers;

import dev.daybook.eventstore.log.UnknownEvent;
import java.util.concurrent.TimeUnit;
import org.axonframework.config.EventProcessingConfiguration;
import org.axonframework.eventhandling.EventTrackerStatus;
import org.axonframework.eventhandling.Segment;
import org.axonframework.eventhandling.StreamingEventProcessor;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Bounds the pause of a subscriber after a failure. Axon doubles it with each failure, up to a minute, and so it would stand
 * still for a minute after what it waited for is there again.
 */
@Component
class SubscriberPauses {
    private static final int MAX_SECONDS = 10;

    private final EventProcessingConfiguration processing;

    SubscriberPauses(EventProcessingConfiguration processing) {
        this.processing = processing;
    }

    @Scheduled(fixedDelay = MAX_SECONDS, timeUnit = TimeUnit.SECONDS)
    void end() {
        processing.eventProcessors().values().stream()
                .filter(StreamingEventProcessor.class::isInstance)
                .map(StreamingEventProcessor.class::cast)
                .filter(StreamingEventProcessor::isRunning)
                .filter(processor ->
                        processor.processingStatus().values().stream().allMatch(SubscriberPauses::isPaused))
                .forEach(processor -> processor.claimSegment(Segment.ROOT_SEGMENT.getSegmentId()));
    }

    /** An event of a newer version needs a newer node, and nothing is gained by trying it soon. */
    private static boolean isPaused(EventTrackerStatus status) {
        return status.isErrorState() && !UnknownEvent.isCauseOf(status.getError());
    }
}
