package dev.daybook.eventstore.axon;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.eventsourcing.SnapshotTrigger;
import org.axonframework.eventsourcing.Snapshotter;
import org.junit.jupiter.api.Test;

class SnapshotTriggersTest {
    private final List<String> snapshots = new ArrayList<>();
    private final Snapshotter snapshotter = (_, stream) -> snapshots.add(stream);
    private final SnapshotTriggers triggers = new SnapshotTriggers(snapshotter);

    @Test
    void a_short_stream_has_a_snapshot_each_hundred_events() {
        var trigger = triggers.prepareTrigger(Object.class);
        assertThat(snapshotsOf(trigger, 0, 1_000)).isEqualTo(10);
    }

    @Test
    void a_long_stream_has_a_snapshot_each_time_that_it_has_grown_by_a_tenth() {
        var trigger = triggers.prepareTrigger(Object.class);
        assertThat(snapshotsOf(trigger, 5_000, 5_500)).isZero();
        assertThat(snapshotsOf(trigger, 5_500, 5_600)).isOne();
    }

    @Test
    void a_snapshot_is_never_more_than_a_thousand_events_behind() {
        var trigger = triggers.prepareTrigger(Object.class);
        assertThat(snapshotsOf(trigger, 1_000_000, 1_005_000)).isEqualTo(5);
    }

    @Test
    void a_trigger_that_was_cached_counts_on() {
        var trigger = triggers.prepareTrigger(Object.class);
        snapshotsOf(trigger, 0, 99);
        assertThat(snapshotsOf(triggers.reconfigure(Object.class, trigger), 99, 100))
                .isOne();
    }

    /** The number of snapshots that events with these sequence numbers trigger. */
    private int snapshotsOf(SnapshotTrigger trigger, long from, long to) {
        snapshots.clear();
        LongStream.range(from, to)
                .forEach(number ->
                        trigger.eventHandled(new GenericDomainEventMessage<>("Stock", "stock", number, "reserved")));
        return snapshots.size();
    }
}
