package dev.daybook.fuzz;

import static graphql.schema.GraphQLTypeUtil.unwrapAll;
import static graphql.schema.GraphQLTypeUtil.unwrapNonNull;
import static graphql.schema.GraphQLTypeUtil.unwrapOne;
import static java.util.stream.Collectors.joining;

import graphql.language.OperationDefinition.Operation;
import graphql.schema.GraphQLArgument;
import graphql.schema.GraphQLFieldDefinition;
import graphql.schema.GraphQLInputObjectType;
import graphql.schema.GraphQLInterfaceType;
import graphql.schema.GraphQLList;
import graphql.schema.GraphQLObjectType;
import graphql.schema.GraphQLSchema;
import graphql.schema.GraphQLType;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A place in the schema where a client sends a value: an argument of a field, or what is inside of an input object or a
 * list there.
 *
 * @param way the fields from the root to the one with the argument
 * @param inside keys of input objects, and 0 for what is in a list
 */
record InputLocation(
        Operation operation, List<Step> way, GraphQLArgument argument, List<String> inside, GraphQLType type) {
    /** @param condition the type that the object is of, where the field above says less */
    record Step(GraphQLFieldDefinition field, @Nullable GraphQLObjectType condition) {}

    GraphQLFieldDefinition root() {
        return way.getFirst().field();
    }

    /** Returns the name of the argument or of the innermost key. */
    String name() {
        return inside.stream()
                .filter(key -> !key.equals("0"))
                .reduce((_, last) -> last)
                .orElse(argument.getName());
    }

    @Override
    public String toString() {
        return Stream.concat(
                        way.stream().map(step -> step.field().getName()),
                        Stream.concat(Stream.of(argument.getName()), inside.stream()))
                .collect(joining(".", operation.name().charAt(0) + " ", ""));
    }

    static List<InputLocation> allOf(GraphQLSchema schema) {
        var places = new ArrayList<InputLocation>();
        addAll(places, Operation.MUTATION, List.of(), Objects.requireNonNull(schema.getMutationType()));
        addAll(places, Operation.SUBSCRIPTION, List.of(), Objects.requireNonNull(schema.getSubscriptionType()));
        ways(schema).forEach((type, way) -> addAll(places, Operation.QUERY, way, type));
        return places;
    }

    /** The shortest way to an object of each type. */
    private static Map<GraphQLObjectType, List<Step>> ways(GraphQLSchema schema) {
        var ways = new LinkedHashMap<GraphQLObjectType, List<Step>>();
        var next = new ArrayDeque<>(List.of(schema.getQueryType()));
        ways.put(schema.getQueryType(), List.of());
        while (!next.isEmpty()) {
            var from = next.remove();
            for (var field : from.getFieldDefinitions()) {
                var found = unwrapAll(field.getType());
                for (var type : objects(schema, found)) {
                    var way = new ArrayList<>(Objects.requireNonNull(ways.get(from)));
                    way.add(new Step(field, type.equals(found) ? null : type));
                    if (ways.putIfAbsent(type, way) == null) {
                        next.add(type);
                    }
                }
            }
        }
        return ways;
    }

    private static List<GraphQLObjectType> objects(GraphQLSchema schema, GraphQLType type) {
        return switch (type) {
            case GraphQLObjectType object -> List.of(object);
            case GraphQLInterfaceType several -> schema.getImplementations(several);
            default -> List.of();
        };
    }

    private static void addAll(
            List<InputLocation> places, Operation operation, List<Step> way, GraphQLObjectType type) {
        for (var field : type.getFieldDefinitions()) {
            var whole = Stream.concat(way.stream(), Stream.of(new Step(field, null)))
                    .toList();
            for (var argument : field.getArguments()) {
                addInside(places, new InputLocation(operation, whole, argument, List.of(), argument.getType()));
            }
        }
    }

    private static void addInside(List<InputLocation> places, InputLocation place) {
        places.add(place);
        switch (unwrapNonNull(place.type)) {
            case GraphQLList list -> addInside(places, place.inside("0", unwrapOne(list)));
            case GraphQLInputObjectType input ->
                input.getFields().forEach(key -> addInside(places, place.inside(key.getName(), key.getType())));
            default -> {
                // Nothing is inside of a scalar.
            }
        }
    }

    private InputLocation inside(String key, GraphQLType inner) {
        return new InputLocation(
                operation,
                way,
                argument,
                Stream.concat(inside.stream(), Stream.of(key)).toList(),
                inner);
    }
}
