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
 * What an operation amounts to at most. It costs 1 for every object that it may load: a page counts as large as it was
 * asked for, a list without pages as {@value #LIST} items, one that leads to long texts as many as it may have. A leaf
 * comes with its object and is free, unless an alias repeats it; a long text costs more for every object. Selections for
 * different types of one object are added up, although only one of them will be answered. A mutation that hashes a
 * password costs {@value #HASH} more; a total, for which whole lists are counted, and figures over all orders {@value #COUNT}.
 *
 * @param mutations how many root fields change something
 * @param logIns how many passwords it tries
 * @param goesOn whether it is answered again and again
 * @param introspects whether it asks about the schema too, which counts in neither of the others
 */
record OperationPrice(int depth, long cost, int mutations, int logIns, boolean introspects, boolean goesOn) {

    static final int DEFAULT_PAGE = 20;
    static final int LARGEST_PAGE = 100;
    static final int LIST = 10;
    static final int HASH = 1_000;
    static final int COUNT = 100;

    /** Leaves that are long texts, by what they cost for each object: 1 for every 2,500 characters that they may have. */
    private static final Map<String, Long> LARGE_LEAVES = Map.of(
            "Post.content", 20L,
            "DomainEvent.payload", 20L,
            "Product.description", 4L,
            "Category.description", 4L);

    /** Lists without pages that lead to much, by how long they can be: too short a guess would multiply it. */
    private static final Map<String, Long> LONG_LISTS = Map.of(
            "Query.tags", 100L,
            "Post.tags", 20L,
            "Query.categoryStats", 100L,
            "User.accounts", 100L,
            "Order.payments", 1L,
            "Query.projections", 20L,
            // There may be more, but each is small and has come with its run.
            "ProjectionRun.mismatches", 50L,
            "OrderStats.byStatus", 5L);

    /** Leaves for which much is counted, for all objects at once. */
    private static final Set<String> TOTALS = Set.of("totalCount", "rowCount", "eventCount");

    /** Figures over everything. */
    private static final Set<String> FIGURES = Set.of("orderStats", "topSpenders");

    /** GraphiQL needs none, and each repeats a text for every type or field of the schema. */
    private static final int INTROSPECTION_ALIAS = 1_000;

    /** Far above any limit and far below an overflow. */
    private static final long MORE_THAN_ANYONE_PAYS = 1_000_000_000;

    private static final String LOG_IN = "logIn";

    /**
     * What computes the hash of a password, which keeps a core busy for some 80 ms. Not {@code createUsers}, which is for
     * administrators only.
     */
    private static final Set<String> HASHING = Set.of(LOG_IN, "registerUser", "changePassword", "eraseUser");

    private static final Set<String> INTROSPECTION = Set.of(SchemaMetaFieldDef.getName(), TypeMetaFieldDef.getName());

    static OperationPrice of(ExecutableNormalizedOperation operation, GraphQLSchema schema) {
        Map<Boolean, List<ExecutableNormalizedField>> fields = operation.getTopLevelFields().stream()
                .collect(partitioningBy(field -> INTROSPECTION.contains(field.getFieldName())));
        var introspection = fields.getOrDefault(true, List.of());
        var data = fields.getOrDefault(false, List.of());
        long cost =
                data.stream().mapToLong(field -> cost(field, 1, LIST, schema)).sum();
        long aliases =
                withAllBelow(introspection).filter(OperationPrice::isAliased).count();
        var mutations = operation.getOperation() == Operation.MUTATION
                ? data.stream()
                        .map(ExecutableNormalizedField::getFieldName)
                        .filter(name -> !name.equals(TypeNameMetaFieldDef.getName()))
                        .toList()
                : List.<String>of();
        long hashes = mutations.stream().filter(HASHING::contains).count();
        return new OperationPrice(
                withAllBelow(data)
                        .mapToInt(ExecutableNormalizedField::getLevel)
                        .max()
                        .orElse(0),
                cost + aliases * INTROSPECTION_ALIAS + hashes * HASH,
                mutations.size(),
                Collections.frequency(mutations, LOG_IN),
                !introspection.isEmpty(),
                operation.getOperation() == Operation.SUBSCRIPTION);
    }

    /**
     * The objects of a field and of all below it, for so many parents; {@code listSize} is what the parent's arguments
     * say about the lists directly within it, as those of a connection do about its edges and nodes.
     */
    private static long cost(ExecutableNormalizedField field, long parents, long listSize, GraphQLSchema schema) {
        if (field.getChildren().isEmpty()) {
            return parents * (largest(LARGE_LEAVES, field, 0) + (isAliased(field) ? 1 : 0))
                    + (isTotal(field) ? COUNT : 0);
        }
        GraphQLFieldDefinition definition = field.getFieldDefinitions(schema).getFirst();
        boolean list = isList(unwrapNonNull(definition.getType()));
        long size = sizeAsked(field, definition, list ? largest(LONG_LISTS, field, listSize) : LIST);
        long objects = list ? Math.min(parents * size, MORE_THAN_ANYONE_PAYS) : parents;
        long below = field.getChildren().stream()
                .mapToLong(child -> cost(child, objects, list ? LIST : size, schema))
                .sum();
        long figures = field.getLevel() == 1 && FIGURES.contains(field.getFieldName()) ? COUNT : 0;
        return Math.min(objects + below + figures, MORE_THAN_ANYONE_PAYS);
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

    /** For whichever of the types that the field was selected of costs most. */
    private static long largest(Map<String, Long> byCoordinates, ExecutableNormalizedField field, long otherwise) {
        return field.getObjectTypeNames().stream()
                .map(type -> byCoordinates.get(type + "." + field.getFieldName()))
                .filter(Objects::nonNull)
                .mapToLong(Long::longValue)
                .max()
                .orElse(otherwise);
    }

    /** How long a timeline is, its order knows. */
    private static boolean isTotal(ExecutableNormalizedField field) {
        return TOTALS.contains(field.getFieldName())
                && !field.getObjectTypeNames().equals(Set.of("OrderTimelineConnection"));
    }

    private static boolean isAliased(ExecutableNormalizedField field) {
        return field.getAlias() != null;
    }

    private static Stream<ExecutableNormalizedField> withAllBelow(Collection<ExecutableNormalizedField> fields) {
        return fields.stream().flatMap(field -> Stream.concat(Stream.of(field), withAllBelow(field.getChildren())));
    }
}
