package dev.daybook.eventstore.serialization;

import static org.assertj.core.api.Assertions.assertThat;

import dev.daybook.ordering.OrderEvent;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class EventNamesTests {
    @Test
    void a_name_that_was_ever_written_is_known_for_ever() throws Exception {
        assertThat(new EventNames().events())
                .as("Add new names to event-names.txt; never remove one")
                .containsExactlyInAnyOrderElementsOf(Files.readAllLines(Path.of("src/test/resources/event-names.txt")));
    }

    @Test
    void a_name_says_the_module_and_the_fact() {
        var names = new EventNames();
        assertThat(names.of(OrderEvent.OrderPlaced.class)).isEqualTo("ordering.OrderPlaced");
        assertThat(names.className("ordering.OrderPlaced")).isEqualTo(OrderEvent.OrderPlaced.class.getName());
    }
}
