package dev.daybook.eventstore.axon;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.eventsourcing.eventstore.EmbeddedEventStore;
import org.axonframework.eventsourcing.eventstore.inmemory.InMemoryEventStorageEngine;
import org.axonframework.messaging.unitofwork.DefaultUnitOfWork;
import org.junit.jupiter.api.Test;

class ChangedStreamsTest {
    private final ChangedStreams events =
            new ChangedStreams(EmbeddedEventStore.builder().storageEngine(new InMemoryEventStorageEngine()));

    @Test
    void a_nested_command_changes_streams_unless_it_fails() {
        var command = DefaultUnitOfWork.startAndGet(null);
        var succeeding = DefaultUnitOfWork.startAndGet(null);
        publish("changed");
        succeeding.commit();
        var failing = DefaultUnitOfWork.startAndGet(null);
        publish("unchanged");
        failing.rollback();

        assertThat(ChangedStreams.of(command)).containsExactly("changed");
        command.rollback();
    }

    private void publish(String stream) {
        events.publish(List.of(new GenericDomainEventMessage<>("Thing", stream, 0, "happened")));
    }
}
