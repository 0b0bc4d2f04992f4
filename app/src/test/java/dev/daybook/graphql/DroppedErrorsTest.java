package dev.daybook.graphql;

import static org.assertj.core.api.Assertions.assertThat;

import dev.daybook.support.AfterSecondLane;
import dev.daybook.support.CapturedLog;
import org.junit.jupiter.api.Test;
import reactor.core.Exceptions;
import reactor.core.publisher.Operators;
import reactor.util.context.Context;

@AfterSecondLane
class DroppedErrorsTest {
    @Test
    void a_client_that_leaves_while_an_event_is_on_its_way_leaves_no_line_in_the_log() {
        assertThat(linesOf(Exceptions.failWithRejected())).isEmpty();
    }

    @Test
    void another_error_is_not_lost() {
        assertThat(linesOf(new IllegalStateException("of nobody")))
                .singleElement()
                .asString()
                .startsWith("ERROR");
    }

    private static Iterable<String> linesOf(Throwable dropped) {
        new DroppedErrors();
        try (var logged = new CapturedLog()) {
            Operators.onErrorDropped(dropped, Context.empty());
            return logged.lines();
        }
    }
}
