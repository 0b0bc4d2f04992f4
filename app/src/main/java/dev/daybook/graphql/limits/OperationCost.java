package dev.daybook.graphql.limits;

import static graphql.introspection.Introspection.SchemaMetaFieldDef;
import static graphql.introspection.Introspection.TypeMetaFieldDef;
import static graphql.introspection.Introspection.TypeNameMetaFieldDef;
import static graphql.schema.GraphQLTypeUtil.isList;
import static graphql.schema.GraphQLTypeUtil.unwrapNonNull;
import static java.util.stream.Collectors.partitioningBy;

import graphql.language.OperationDefinition.Operation;
import graphql.normalized.ExecutableNormalizedField;
import graphql.normalized.ExecutableNormalizedOperation;
import graphql.schema.GraphQLAppliedDirective;
import graphql.schema.GraphQLFieldDefinition;
import graphql.schema.GraphQLSchema;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Upper bound of the cost of an operation: 1 for every object that it may load, and the {@code @cost} of its fields in
 * the schema. A page counts with its requested size, a list without pages with its {@code @listSize}, or else as
 * {@value #LIST} items. A leaf comes with its object and is free, unless an alias repeats it. Selections for different
 * types of one object are added up, although only one of them is executed.
 *
 * @param mutations number of root fields that change something
 * @param logIns number of passwords that it tries
 * @param isSubscription whether it is a subscription, with many responses
 * @param introspects whether it introspects the schema too, which counts as cost but not as depth
 */
record OperationCost(int depth, long cost, int mutations, int logIns, boolean introspects, boolean isSubscription) {

    static final int DEFAULT_PAGE = 20;
    static final int LARGEST_PAGE = 100;
    static final int LIST = 10;

    /**
     * Cost of the whole schema, and of each alias in introspection, which repeats a text for every type or field of it;
     * GraphiQL needs none.
     */
    private static final int SCHEMA = 1_000;

    private static final int TYPE = 100;

    /** Largest result, far above any limit and far below an overflow. */
    private static final long CEILING = 1_000_000_000;

    private static final String LOG_IN = "logIn";

    private static final Set<String> INTROSPECTION = Set.of(SchemaMetaFieldDef.getName(), TypeMetaFieldDef.getName());

    static OperationCost of(ExecutableNormalizedOperation operation, GraphQLSchema schema) {
        Map<Boolean, List<ExecutableNormalizedField>> fields = operation.getTopLevelFields().stream()
                .collect(partitioningBy(field -> INTROSPECTION.contains(field.getFieldName())));
        var introspection = fields.getOrDefault(true, List.of());
        var data = fields.getOrDefault(false, List.of());
        long cost =
                data.stream().mapToLong(field -> cost(field, 1, LIST, schema)).sum();
        var mutations = operation.getOperation() == Operation.MUTATION
                ? data.stream()
                        .map(ExecutableNormalizedField::getFieldName)
                        .filter(name -> !name.equals(TypeNameMetaFieldDef.getName()))
                        .toList()
                : List.<String>of();
        return new OperationCost(
                withAllBelow(data)
                        .mapToInt(ExecutableNormalizedField::getLevel)
                        .max()
                        .orElse(0),
                cost + costOfIntrospection(introspection),
                mutations.size(),
                Collections.frequency(mutations, LOG_IN),
                !introspection.isEmpty(),
                operation.getOperation() == Operation.SUBSCRIPTION);
    }

    /** A fixed cost, since the schema is as large as it is, and is not loaded from the database. */
    private static long costOfIntrospection(List<ExecutableNormalizedField> fields) {
        long aliases = withAllBelow(fields).filter(OperationCost::isAliased).count();
        return aliases * SCHEMA
                + fields.stream()
                        .mapToLong(field -> field.getFieldName().equals(SchemaMetaFieldDef.getName()) ? SCHEMA : TYPE)
                        .sum();
    }

    /**
     * Cost of a field and of all below it, for the number of parents; {@code listSize} is the size that the parent's
     * arguments set for the lists directly within it, as those of a connection do for its edges and nodes.
     */
    private static long cost(ExecutableNormalizedField field, long parents, long listSize, GraphQLSchema schema) {
        var definitions = field.getFieldDefinitions(schema);
        var weight = weight(definitions, parents);
        if (field.getChildren().isEmpty()) {
            return weight + (isAliased(field) ? parents : 0);
        }
        var definition = definitions.getFirst();
        boolean list = isList(unwrapNonNull(definition.getType()));
        long size = sizeAsked(field, definition, list ? assumedSize(definitions, listSize) : LIST);
        long objects = list ? Math.min(parents * size, CEILING) : parents;
        long below = field.getChildren().stream()
                .mapToLong(child -> cost(child, objects, list ? LIST : size, schema))
                .sum();
        return Math.min(objects + below + weight, CEILING);
    }

    /** Cost by the most expensive of the types that the field was selected of. */
    private static long weight(List<GraphQLFieldDefinition> definitions, long parents) {
        return applied("cost", definitions)
                .mapToLong(cost -> OperationCost.<Integer>argument(cost, "weight")
                        * (OperationCost.<Boolean>argument(cost, "once") ? 1 : parents))
                .max()
                .orElse(0);
    }

    private static long assumedSize(List<GraphQLFieldDefinition> definitions, long otherwise) {
        return applied("listSize", definitions)
                .mapToLong(listSize -> OperationCost.<Integer>argument(listSize, "assumedSize"))
                .max()
                .orElse(otherwise);
    }

    private static Stream<GraphQLAppliedDirective> applied(String name, List<GraphQLFieldDefinition> definitions) {
        return definitions.stream()
                .map(definition -> definition.getAppliedDirective(name))
                .filter(Objects::nonNull);
    }

    private static <T> T argument(GraphQLAppliedDirective directive, String name) {
        return directive.getArgument(name).getValue();
    }

    private static long sizeAsked(ExecutableNormalizedField field, GraphQLFieldDefinition definition, long otherwise) {
        Map<String, Object> arguments = field.getResolvedArguments();
        if (arguments.get("ids") instanceof Collection<?> ids) {
            return ids.size();
        }
        if (definition.getArgument("first") == null) {
            return otherwise;
        }
        return Stream.of("first", "last")
                .map(arguments::get)
                .filter(Integer.class::isInstance)
                .mapToInt(Integer.class::cast)
                .map(size -> Math.clamp(size, 0, LARGEST_PAGE))
                .max()
                .orElse(DEFAULT_PAGE);
    }

    private static boolean isAliased(ExecutableNormalizedField field) {
        return field.getAlias() != null;
    }

    private static Stream<ExecutableNormalizedField> withAllBelow(Collection<ExecutableNormalizedField> fields) {
        return fields.stream().flatMap(field -> Stream.concat(Stream.of(field), withAllBelow(field.getChildren())));
    }
}
