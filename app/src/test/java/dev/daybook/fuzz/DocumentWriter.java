package dev.daybook.fuzz;

import static graphql.schema.GraphQLTypeUtil.isNonNull;
import static graphql.schema.GraphQLTypeUtil.simplePrint;
import static graphql.schema.GraphQLTypeUtil.unwrapAll;
import static graphql.schema.GraphQLTypeUtil.unwrapNonNull;
import static graphql.schema.GraphQLTypeUtil.unwrapOne;
import static java.util.stream.Collectors.joining;

import dev.daybook.fuzz.NastyValues.Nasty;
import dev.daybook.fuzz.Notation.Variable;
import graphql.language.OperationDefinition.Operation;
import graphql.schema.GraphQLArgument;
import graphql.schema.GraphQLCompositeType;
import graphql.schema.GraphQLFieldDefinition;
import graphql.schema.GraphQLFieldsContainer;
import graphql.schema.GraphQLInputObjectType;
import graphql.schema.GraphQLInterfaceType;
import graphql.schema.GraphQLList;
import graphql.schema.GraphQLObjectType;
import graphql.schema.GraphQLSchema;
import graphql.schema.GraphQLType;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Writes one document from the grammar of the schema, valid but for what it is asked to put into it. */
final class DocumentWriter {
    private static final Set<String> PAGING = Set.of("last", "after", "before");

    /** Each takes a core for a while, so they come less often. */
    private static final Set<String> HASHING =
            Set.of("registerUser", "logIn", "changePassword", "createUsers", "eraseUser");

    private final GraphQLSchema schema;
    private final RequestRole caller;
    private final GoodValues good;
    private final SeededRandom chance;
    private final Map<String, @Nullable Object> variables = new LinkedHashMap<>();
    private final List<String> declarations = new ArrayList<>();
    private final List<String> fragments = new ArrayList<>();
    private final Map<String, GraphQLFieldDefinition> roots = new LinkedHashMap<>();
    private int names;

    DocumentWriter(GraphQLSchema schema, RequestRole caller, GoodValues good) {
        this.schema = schema;
        this.caller = caller;
        this.good = good;
        this.chance = good.chance();
    }

    /** Some fields of a root, with what is below them. */
    GeneratedDocument random(Operation operation) {
        var type = rootOf(operation);
        var selections = new ArrayList<String>();
        for (int i = operation == Operation.QUERY ? chance.between(1, 3) : 1; i > 0; i--) {
            var open = type.getFieldDefinitions().stream()
                    .filter(one -> Roles.neededFor(one).compareTo(caller) <= 0 || chance.oneIn(20))
                    .filter(one -> !HASHING.contains(one.getName()) || chance.oneIn(5))
                    .toList();
            var field = chance.of(open.isEmpty() ? type.getFieldDefinitions() : open);
            var alias = chance.oneIn(2) ? null : nextName("r");
            if (roots.putIfAbsent(alias == null ? field.getName() : alias, field) == null) {
                selections.add(field(field, alias, good(field), chance.between(1, 4)));
            }
        }
        if (operation == Operation.QUERY && chance.oneIn(10)) {
            selections.add(chance.of(
                    "__typename", "__schema { queryType { name } }", "__type(name: \"Product\") { fields { name } }"));
        }
        return finish(operation, String.join(" ", selections));
    }

    /** The field that a place is of, with one value there that is not as it should be. */
    GeneratedDocument attack(InputLocation place, Nasty nasty) {
        roots.put(place.root().getName(), place.root());
        return finish(place.operation(), steps(place, 0, nasty));
    }

    private String steps(InputLocation place, int index, Nasty nasty) {
        var step = place.way().get(index);
        var arguments = good(step.field());
        if (index == place.way().size() - 1) {
            var argument = place.argument();
            var name = argument.getName();
            var value = arguments.containsKey(name)
                    ? arguments.get(name)
                    : good.value(argument.getType(), name, step.field().getName());
            arguments.put(name, bent(value, place.inside(), argument.getType(), nasty));
            return field(step.field(), null, arguments, place.operation() == Operation.MUTATION ? 2 : 1);
        }
        var below = steps(place, index + 1, nasty);
        var condition = step.condition();
        if (condition != null) {
            below = "... on %s { %s }".formatted(condition.getName(), below);
            arguments.replaceAll(
                    (name, value) -> name.equals("id") ? chance.of(good.things().ids(condition.getName())) : value);
        }
        return step.field().getName() + written(step.field(), arguments) + " { " + below + " }";
    }

    private @Nullable Object bent(@Nullable Object value, List<String> inside, GraphQLType type, Nasty nasty) {
        if (inside.isEmpty()) {
            return nasty.bend(value, good.things());
        }
        var rest = inside.subList(1, inside.size());
        return switch (unwrapNonNull(type)) {
            case GraphQLList list -> {
                var items = new ArrayList<@Nullable Object>((List<?>) Objects.requireNonNull(value));
                items.set(0, bent(items.getFirst(), rest, unwrapOne(list), nasty));
                yield items;
            }
            case GraphQLInputObjectType input -> {
                var key = input.getFieldDefinition(inside.getFirst());
                var object = new LinkedHashMap<String, @Nullable Object>();
                if (!input.isOneOf()) {
                    ((Map<?, ?>) Objects.requireNonNull(value))
                            .forEach((name, part) -> object.put((String) name, part));
                }
                var part = object.containsKey(key.getName())
                        ? object.get(key.getName())
                        : good.value(key.getType(), key.getName(), input.getName());
                object.put(key.getName(), bent(part, rest, key.getType(), nasty));
                yield object;
            }
            default -> throw new IllegalArgumentException("Nothing is inside of " + type);
        };
    }

    private Map<String, @Nullable Object> good(GraphQLFieldDefinition field) {
        var arguments = new LinkedHashMap<String, @Nullable Object>();
        for (var argument : field.getArguments()) {
            var name = argument.getName();
            var needed = isNonNull(argument.getType()) && !argument.hasSetDefaultValue();
            if (needed || name.equals("first") || chance.oneIn(PAGING.contains(name) ? 20 : 4)) {
                arguments.put(name, good.value(argument.getType(), name, field.getName()));
            }
        }
        return arguments;
    }

    private String field(
            GraphQLFieldDefinition field, @Nullable String alias, Map<String, @Nullable Object> arguments, int depth) {
        return (alias == null ? "" : alias + ": ")
                + field.getName()
                + written(field, arguments)
                + (depth > 0 ? directive() : "")
                + (unwrapAll(field.getType()) instanceof GraphQLCompositeType type ? selections(type, depth) : "");
    }

    private String written(GraphQLFieldDefinition field, Map<String, @Nullable Object> arguments) {
        return arguments.isEmpty()
                ? ""
                : arguments.entrySet().stream()
                        .map(entry ->
                                entry.getKey() + ": " + written(field.getArgument(entry.getKey()), entry.getValue()))
                        .collect(joining(", ", "(", ")"));
    }

    /** In the document itself, as a variable, or as what a variable is when it is not given. */
    private String written(GraphQLArgument argument, @Nullable Object value) {
        var isLong = Notation.json(value).length() > 4_000;
        if (!isLong && chance.oneIn(3)) {
            return Notation.literal(value, chance.oneIn(2));
        }
        var name = nextName("v");
        var declaration = "$" + name + ": " + simplePrint(argument.getType());
        if (!isLong && chance.oneIn(8)) {
            declarations.add(declaration + " = " + Notation.literal(value, true));
        } else {
            declarations.add(declaration);
            variables.put(name, value);
        }
        return Notation.literal(new Variable(name), true);
    }

    private String selections(GraphQLCompositeType type, int depth) {
        var parts = new ArrayList<String>();
        if (!(type instanceof GraphQLFieldsContainer container)) {
            return " { __typename }";
        }
        if (container.getFieldDefinition("userErrors") != null) {
            parts.add("userErrors { __typename code message field }");
        } else if (chance.oneIn(4)) {
            parts.add("__typename");
        }
        for (int i = chance.between(1, 4); i > 0; i--) {
            part(container, depth, false).ifPresent(parts::add);
        }
        if (container instanceof GraphQLInterfaceType several && depth > 0) {
            var one = chance.of(schema.getImplementations(several));
            part(one, depth, true).ifPresent(part -> parts.add(fragment(one, part)));
        }
        return parts.isEmpty() ? " { __typename }" : parts.stream().collect(joining(" ", " { ", " }"));
    }

    /** A field, or a fragment of the same type with a field in it. */
    private Optional<String> part(GraphQLFieldsContainer type, int depth, boolean aliased) {
        var field = chance.of(type.getFieldDefinitions());
        var isLeaf = !(unwrapAll(field.getType()) instanceof GraphQLCompositeType);
        if (field.getName().equals("userErrors") || (!isLeaf && depth <= 0) || (!isOpen(field) && !chance.oneIn(20))) {
            return Optional.empty();
        }
        var alias = isLeaf && field.getArguments().isEmpty() && !aliased && !chance.oneIn(6) ? null : nextName("a");
        var written = field(field, alias, good(field), depth - 1);
        return Optional.of(chance.oneIn(8) ? fragment(type, written) : written);
    }

    private String fragment(GraphQLFieldsContainer type, String selection) {
        if (chance.oneIn(2)) {
            return "... on %s%s { %s }".formatted(type.getName(), directive(), selection);
        }
        var name = nextName("F");
        fragments.add("fragment %s on %s { %s }".formatted(name, type.getName(), selection));
        return "..." + name + directive();
    }

    private String directive() {
        if (!chance.oneIn(12)) {
            return "";
        }
        if (chance.oneIn(2)) {
            return chance.of(" @include(if: true)", " @skip(if: false)", " @skip(if: true)");
        }
        var name = nextName("b");
        declarations.add("$" + name + ": " + chance.of("Boolean!", "Boolean! = true", "Boolean = true"));
        if (chance.oneIn(2)) {
            variables.put(name, chance.of(List.of(true, false)));
        }
        return " @%s(if: $%s)".formatted(chance.of("include", "skip"), name);
    }

    private boolean isOpen(GraphQLFieldDefinition field) {
        return Roles.neededFor(field).compareTo(caller) <= 0;
    }

    private GeneratedDocument finish(Operation operation, String selections) {
        var query = "%s %s%s { %s } %s"
                .formatted(
                        operation.name().toLowerCase(Locale.ROOT),
                        nextName("Q"),
                        declarations.isEmpty() ? "" : declarations.stream().collect(joining(", ", "(", ")")),
                        selections,
                        String.join(" ", fragments))
                .strip();
        return new GeneratedDocument(operation, query, variables, roots);
    }

    private GraphQLObjectType rootOf(Operation operation) {
        return Objects.requireNonNull(
                switch (operation) {
                    case QUERY -> schema.getQueryType();
                    case MUTATION -> schema.getMutationType();
                    case SUBSCRIPTION -> schema.getSubscriptionType();
                });
    }

    private String nextName(String letter) {
        return letter + ++names;
    }
}
