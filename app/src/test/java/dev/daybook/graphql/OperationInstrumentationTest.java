package dev.daybook.graphql;

import static org.assertj.core.api.Assertions.assertThat;

import graphql.execution.instrumentation.Instrumentation;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.context.annotation.ClassPathScanningCandidateComponentProvider;
import org.springframework.core.type.filter.AssignableTypeFilter;
import org.springframework.util.ClassUtils;

class OperationInstrumentationTest {
    @Test
    void no_instrumentation_of_the_shop_asks_for_what_is_left_out() {
        var leftOut = Arrays.stream(OperationInstrumentation.class.getDeclaredMethods())
                .map(Method::getName)
                .toList();
        assertThat(instrumentations())
                .isNotEmpty()
                .allSatisfy(type -> assertThat(type.getDeclaredMethods())
                        .extracting(Method::getName)
                        .doesNotContainAnyElementsOf(leftOut));
    }

    private static List<? extends Class<?>> instrumentations() {
        var scanner = new ClassPathScanningCandidateComponentProvider(false);
        scanner.addIncludeFilter(new AssignableTypeFilter(Instrumentation.class));
        return scanner.findCandidateComponents("dev.daybook").stream()
                .map(found -> ClassUtils.resolveClassName(String.valueOf(found.getBeanClassName()), null))
                .filter(type -> type != OperationInstrumentation.class)
                .toList();
    }
}
