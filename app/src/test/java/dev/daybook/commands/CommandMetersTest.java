package dev.daybook.commands;

import static org.assertj.core.api.Assertions.assertThat;

import dev.daybook.ordering.OrderRefusal.NothingToRefund;
import dev.daybook.ordering.OrderRefused;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.Set;
import org.axonframework.commandhandling.GenericCommandMessage;
import org.axonframework.modelling.command.ConcurrencyException;
import org.junit.jupiter.api.Test;

class CommandMetersTest {
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final CommandMeters meters = new CommandMeters(registry);

    private record Sell(String what) {}

    @Test
    void an_accepted_command_and_one_that_was_handled_before_differ() {
        begin(1).answered("sold");
        begin(1).answered(new Receipt<>("sold", false));
        begin(1).answered(new Receipt<>("sold", true));
        assertThat(timed("accepted", "none")).isEqualTo(2);
        assertThat(timed("replayed", "none")).isEqualTo(1);
        assertThat(count("retries")).isZero();
        assertThat(count("conflicts")).isZero();
    }

    @Test
    void a_command_that_is_sent_as_a_message_has_the_name_of_its_payload() {
        var call = meters.begin(GenericCommandMessage.asCommandMessage(new Sell("a pencil")));
        call.attempt();
        call.answered("sold");
        assertThat(timed("accepted", "none")).isEqualTo(1);
    }

    @Test
    void a_refusal_has_its_own_name_and_an_unexpected_failure_that_of_its_class() {
        fail(new OrderRefused(new NothingToRefund()));
        assertThat(timed("refused", "NothingToRefund")).isEqualTo(1);
        fail(new IllegalStateException("The lights went out"));
        assertThat(timed("failed", "IllegalStateException")).isEqualTo(1);
    }

    @Test
    void a_command_without_a_place_on_the_node_is_busy() {
        fail(Busy.withOthers());
        assertThat(timed("busy", "node")).isEqualTo(1);
    }

    @Test
    void a_command_that_got_through_at_the_third_attempt_had_two_conflicts_and_two_retries() {
        begin(3).answered("sold");
        assertThat(timed("accepted", "none")).isEqualTo(1);
        assertThat(count("retries")).isEqualTo(2);
        assertThat(count("conflicts")).isEqualTo(2);
    }

    @Test
    void a_command_that_gave_up_has_had_one_conflict_more() {
        var conflict = new ConcurrencyException("Changed by another node");
        begin(3).failed(conflict, Failure.of(conflict, Set.of()));
        assertThat(timed("conflict", "none")).isEqualTo(1);
        assertThat(count("retries")).isEqualTo(2);
        assertThat(count("conflicts")).isEqualTo(3);
    }

    private CommandMeters.Call begin(int attempts) {
        var call = meters.begin(new Sell("a pencil"));
        for (int i = 0; i < attempts; i++) {
            call.attempt();
        }
        return call;
    }

    private void fail(RuntimeException failure) {
        begin(1).failed(failure, Failure.of(failure, Set.of()));
    }

    private long timed(String outcome, String code) {
        return registry.get("daybook.commands")
                .tags("command", "Sell", "outcome", outcome, "code", code)
                .timer()
                .count();
    }

    private double count(String what) {
        return registry.get("daybook.command." + what)
                .tags("command", "Sell")
                .counter()
                .count();
    }
}
