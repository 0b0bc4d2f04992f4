package dev.daybook.graphql;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import graphql.schema.FieldCoordinates;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.graphql.execution.SchemaReport;
import org.springframework.util.LinkedMultiValueMap;

class SchemaInspectionTest {
    private final SchemaReport report = mock(SchemaReport.class);

    @BeforeEach
    void all_else_fits() {
        when(report.unmappedRegistrations()).thenReturn(Map.of());
        when(report.unmappedArguments()).thenReturn(new LinkedMultiValueMap<>());
    }

    @Test
    void the_shop_does_not_start_with_a_field_that_nobody_answers() {
        when(report.unmappedFields()).thenReturn(List.of(FieldCoordinates.coordinates("Query", "forgotten")));
        assertThatIllegalStateException()
                .isThrownBy(() -> GraphQlConfiguration.refuseGaps(report))
                .withMessageContaining("Query.forgotten");
    }

    @Test
    void the_errors_of_payloads_need_no_controller() {
        when(report.unmappedFields()).thenReturn(List.of(FieldCoordinates.coordinates("UserPayload", "userErrors")));
        assertThatCode(() -> GraphQlConfiguration.refuseGaps(report)).doesNotThrowAnyException();
    }
}
