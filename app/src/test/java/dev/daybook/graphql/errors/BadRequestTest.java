package dev.daybook.graphql.errors;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class BadRequestTest {
    @Test
    void an_id_that_names_nothing_is_repeated_unless_it_is_long() {
        assertThat(BadRequest.unknown("order", "T3JkZXI6MQ")).hasMessage("There is no order T3JkZXI6MQ");
        assertThat(BadRequest.unknown("order", "A".repeat(101))).hasMessage("There is no such order");
    }
}
