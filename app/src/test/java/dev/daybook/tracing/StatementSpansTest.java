package dev.daybook.tracing;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class StatementSpansTest {
    @Test
    void a_statement_keeps_its_text_and_loses_its_values() {
        assertThat(
                        StatementSpans.withoutValues(
                                "select id, payload::int8 from w1 where name like containing('o''hara') and age > 12.5 limit ?"))
                .isEqualTo("select id, payload::int8 from w1 where name like containing(?) and age > ? limit ?");
    }

    @Test
    void a_long_statement_is_cut() {
        assertThat(StatementSpans.withoutValues("x".repeat(10_000))).hasSize(2_000);
    }
}
