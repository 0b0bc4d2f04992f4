package dev.daybook.commands;

import static org.assertj.core.api.Assertions.assertThat;

import dev.daybook.users.UserId;
import java.util.Map;
import org.axonframework.eventhandling.GenericEventMessage;
import org.junit.jupiter.api.Test;
import org.slf4j.MDC;

class LogFieldsTest {
    private static final Actor ADA = new Actor.User(UserId.random());

    @Test
    void a_failed_command_is_named_until_the_operation_ends_and_no_longer() {
        try (var _ = LogFields.of(ADA)) {
            assertThat(MDC.get("correlationId")).isNull();
            var command = GenericEventMessage.asEventMessage("order").andMetaData(Map.of("actor", ADA.toString()));
            try (var _ = LogFields.of(command)) {
                assertThat(MDC.get("correlationId")).isEqualTo(command.getIdentifier());
            }
            assertThat(MDC.get("correlationId")).isEqualTo(command.getIdentifier());
            assertThat(MDC.get("actor")).isEqualTo(ADA.toString());
        }
        assertThat(MDC.get("correlationId")).isNull();
        assertThat(MDC.get("actor")).isNull();
    }

    @Test
    void an_event_is_named_by_the_command_that_has_begun_it_all() {
        var event = GenericEventMessage.asEventMessage("ordered").andMetaData(Map.of("correlationId", "outermost"));
        try (var _ = LogFields.of(event)) {
            assertThat(MDC.get("correlationId")).isEqualTo("outermost");
            assertThat(MDC.get("actor")).isEqualTo("anonymous");
        }
        assertThat(MDC.get("correlationId")).isNull();
    }
}
