package dev.daybook.subscribers;

import static org.mockito.ArgumentMatchers.anyInt;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import java.util.Map;
import org.axonframework.config.EventProcessingConfiguration;
import org.axonframework.eventhandling.EventTrackerStatus;
import org.axonframework.eventhandling.StreamingEventProcessor;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SubscriberPausesTest {
    private final StreamingEventProcessor processor = mock();
    private final EventProcessingConfiguration processing = mock();
    private final SubscriberPauses pauses = new SubscriberPauses(processing);

    @BeforeEach
    void a_subscriber_runs() {
        when(processing.eventProcessors()).thenReturn(Map.of("notification-sender", processor));
        when(processor.isRunning()).thenReturn(true);
    }

    @Test
    void one_that_has_given_its_segment_back_after_a_failure_takes_it_again() {
        pauses.end();
        verify(processor).claimSegment(0);
    }

    @Test
    void so_does_one_whose_segment_has_failed() {
        var statuses = Map.of(0, status(true));
        when(processor.processingStatus()).thenReturn(statuses);
        pauses.end();
        verify(processor).claimSegment(0);
    }

    @Test
    void one_that_is_at_work_is_left_alone() {
        var statuses = Map.of(0, status(false));
        when(processor.processingStatus()).thenReturn(statuses);
        pauses.end();
        verify(processor, never()).claimSegment(anyInt());
    }

    @Test
    void so_is_one_that_was_stopped() {
        when(processor.isRunning()).thenReturn(false);
        pauses.end();
        verify(processor, never()).claimSegment(anyInt());
    }

    private static EventTrackerStatus status(boolean isErrorState) {
        EventTrackerStatus status = mock();
        when(status.isErrorState()).thenReturn(isErrorState);
        when(status.getError()).thenReturn(new IllegalStateException("A lock was not granted"));
        return status;
    }
}
