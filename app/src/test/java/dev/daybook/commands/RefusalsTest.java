package dev.daybook.commands;

import static org.assertj.core.api.Assertions.assertThat;

import dev.daybook.catalog.ProductId;
import dev.daybook.ordering.OrderRefusal.LineProblem.UnknownProduct;
import dev.daybook.ordering.OrderRefusal.LinesRefused;
import dev.daybook.ordering.OrderRefused;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.BeanUtils;
import org.springframework.context.annotation.ClassPathScanningCandidateComponentProvider;
import org.springframework.core.type.filter.AssignableTypeFilter;
import org.springframework.util.ClassUtils;

class RefusalsTest {
    /** What carries a refusal of a module to the caller. */
    static Stream<Class<?>> carriers() {
        var scanner = new ClassPathScanningCandidateComponentProvider(false);
        scanner.addIncludeFilter(new AssignableTypeFilter(RuntimeException.class));
        return Stream.of("users", "catalog", "ordering")
                .flatMap(module -> scanner.findCandidateComponents("dev.daybook." + module).stream())
                .<Class<?>>map(found -> ClassUtils.resolveClassName(String.valueOf(found.getBeanClassName()), null))
                .filter(type -> ClassUtils.hasMethod(type, "refusal"));
    }

    @Test
    void each_module_has_some() {
        assertThat(carriers().map(Class::getPackageName).map(name -> name.split("\\.")[2]))
                .contains("users", "catalog", "ordering");
    }

    @ParameterizedTest
    @MethodSource("carriers")
    void every_refusal_of_a_module_has_its_name(Class<?> carrier) throws Exception {
        var refusal = simplest(carrier.getMethod("refusal").getReturnType());
        var thrown = (RuntimeException) BeanUtils.instantiateClass(carrier.getDeclaredConstructors()[0], refusal);
        assertThat(Refusals.codeOf(thrown)).contains(refusal.getClass().getSimpleName());
    }

    /** Of the kind of refusal with the fewest fields, which are empty. */
    private static Object simplest(Class<?> refusals) {
        var kind = Arrays.stream(refusals.getPermittedSubclasses())
                .filter(type ->
                        Arrays.stream(type.getRecordComponents()).noneMatch(field -> field.getType() == List.class))
                .min((one, other) -> one.getRecordComponents().length - other.getRecordComponents().length)
                .orElseThrow();
        return BeanUtils.instantiateClass(
                kind.getDeclaredConstructors()[0], new Object[kind.getRecordComponents().length]);
    }

    @Test
    void an_order_is_refused_for_the_first_problem_of_its_lines() {
        var refused = new OrderRefused(new LinesRefused(List.of(new UnknownProduct(ProductId.random()))));
        assertThat(Refusals.codeOf(refused)).contains("UnknownProduct");
    }

    @Test
    void a_bug_is_no_refusal() {
        assertThat(Refusals.codeOf(new IllegalStateException("The lights went out")))
                .isEmpty();
    }
}
