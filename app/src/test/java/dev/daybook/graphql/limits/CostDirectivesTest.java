package dev.daybook.graphql.limits;

import static java.util.Map.entry;
import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;

import graphql.schema.GraphQLFieldDefinition;
import graphql.schema.GraphQLObjectType;
import graphql.schema.GraphQLSchema;
import graphql.schema.idl.SchemaParser;
import graphql.schema.idl.TypeDefinitionRegistry;
import graphql.schema.idl.UnExecutableSchemaGenerator;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;

/** Costs that the schema of the shop states. */
class CostDirectivesTest {
    private static Map<String, GraphQLFieldDefinition> fields = Map.of();

    @BeforeAll
    static void the_schema_is_read() throws IOException {
        fields = schema().getAllTypesAsList().stream()
                .filter(GraphQLObjectType.class::isInstance)
                .map(GraphQLObjectType.class::cast)
                .filter(type -> !type.getName().startsWith("__"))
                .flatMap(type -> type.getFieldDefinitions().stream()
                        .map(field -> entry(type.getName() + "." + field.getName(), field)))
                .collect(toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    @Test
    void long_texts_figures_of_everything_and_hashes_of_passwords_cost_more() {
        assertThat(stated(field -> cost(field, false)))
                .containsOnly(
                        entry("Post.content", 20),
                        entry("DomainEvent.payload", 20),
                        entry("Product.description", 4),
                        entry("Category.description", 4),
                        entry("Query.orderStats", 100),
                        entry("Query.topSpenders", 100),
                        entry("Mutation.registerUser", 1_000),
                        entry("Mutation.logIn", 1_000),
                        entry("Mutation.changePassword", 1_000),
                        entry("Mutation.requestEmailChange", 1_000),
                        entry("Mutation.requestPasswordReset", 1_000),
                        entry("Mutation.resetPassword", 1_000),
                        entry("Mutation.eraseUser", 1_000));
    }

    @Test
    void a_count_of_everything_costs_once_but_that_of_a_timeline_nothing() {
        var totals = Stream.concat(
                        fields.keySet().stream().filter(field -> field.endsWith(".totalCount")),
                        Stream.of("Projection.rowCount", "EventStoreHealth.eventCount"))
                .filter(field -> !field.equals("OrderTimelineConnection.totalCount"))
                .collect(toMap(Function.identity(), _ -> 100));
        assertThat(totals).hasSizeGreaterThan(10);
        assertThat(stated(field -> cost(field, true))).isEqualTo(totals);
    }

    @Test
    void lists_without_pages_say_how_long_they_get() {
        assertThat(stated(field -> argument(field, "listSize", "assumedSize")))
                .containsOnly(
                        entry("Query.tags", 100),
                        entry("Post.tags", 20),
                        entry("Query.categoryStats", 100),
                        entry("User.accounts", 100),
                        entry("Order.payments", 1),
                        entry("Query.projections", 20),
                        entry("Query.operationLoad", 60),
                        entry("ProjectionRun.mismatches", 50),
                        entry("OrderStats.byStatus", 5));
    }

    private static Map<String, Integer> stated(Function<GraphQLFieldDefinition, @Nullable Integer> number) {
        return fields.entrySet().stream()
                .filter(field -> number.apply(field.getValue()) != null)
                .collect(toMap(Map.Entry::getKey, field -> Objects.requireNonNull(number.apply(field.getValue()))));
    }

    private static @Nullable Integer cost(GraphQLFieldDefinition field, boolean once) {
        return Objects.equals(CostDirectivesTest.<Boolean>argument(field, "cost", "once"), once)
                ? argument(field, "cost", "weight")
                : null;
    }

    private static <T> @Nullable T argument(GraphQLFieldDefinition field, String directive, String name) {
        var applied = field.getAppliedDirective(directive);
        return applied == null ? null : applied.getArgument(name).getValue();
    }

    private static GraphQLSchema schema() throws IOException {
        var types = new TypeDefinitionRegistry();
        for (var file : new PathMatchingResourcePatternResolver().getResources("classpath:graphql/*.graphqls")) {
            types.merge(new SchemaParser().parse(file.getContentAsString(StandardCharsets.UTF_8)));
        }
        return UnExecutableSchemaGenerator.makeUnExecutableSchema(types);
    }
}
