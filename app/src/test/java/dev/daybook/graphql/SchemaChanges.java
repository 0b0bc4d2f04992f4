package dev.daybook.graphql;

import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.toMap;
import static java.util.stream.Collectors.toSet;

import graphql.language.AstPrinter;
import graphql.language.InputObjectTypeDefinition;
import graphql.language.InputValueDefinition;
import graphql.language.ObjectTypeDefinition;
import graphql.schema.GraphQLSchema;
import graphql.schema.diff.DiffCategory;
import graphql.schema.diff.DiffEvent;
import graphql.schema.diff.SchemaDiff;
import graphql.schema.diff.SchemaDiffSet;
import graphql.schema.diff.reporting.CapturingReporter;
import graphql.schema.idl.SchemaParser;
import graphql.schema.idl.TypeDefinitionRegistry;
import graphql.schema.idl.UnExecutableSchemaGenerator;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** Finds changes of a schema that can break a client written for an older one. */
final class SchemaChanges {
    private SchemaChanges() {}

    /**
     * Breaking and dangerous changes, a sentence for each. A deprecation is none: it tells clients of a change to come.
     */
    static Stream<String> between(String older, String newer) {
        var before = new SchemaParser().parse(older);
        var after = new SchemaParser().parse(newer);
        var types = objectTypes(before);
        var reporter = new CapturingReporter();
        new SchemaDiff()
                .diffSchema(SchemaDiffSet.diffSetFromSdl(reaching(types, older), reaching(types, newer)), reporter);
        var differences = Stream.concat(reporter.getBreakages().stream(), reporter.getDangers().stream())
                .filter(change -> change.getCategory() != DiffCategory.DEPRECATION_ADDED)
                .map(SchemaChanges::sentence);
        var stricter = before.getTypes(InputObjectTypeDefinition.class).stream()
                .flatMap(input -> Stream.ofNullable(
                                after.getTypeOrNull(input.getName(), InputObjectTypeDefinition.class))
                        .flatMap(now -> stricter(input, now)));
        return Stream.concat(differences, stricter).distinct();
    }

    private static Set<String> objectTypes(TypeDefinitionRegistry types) {
        return types.getTypes(ObjectTypeDefinition.class).stream()
                .map(ObjectTypeDefinition::getName)
                .collect(toSet());
    }

    /**
     * Schema with a query for each of the types that it has. The comparison follows the fields from the roots on, and would
     * miss types that are reached only as implementations of an interface.
     */
    private static GraphQLSchema reaching(Set<String> types, String schema) {
        var known = objectTypes(new SchemaParser().parse(schema));
        var queries = types.stream()
                .filter(known::contains)
                .map(type -> "any%1$s: %1$s".formatted(type))
                .collect(joining(" "));
        return UnExecutableSchemaGenerator.makeUnExecutableSchema(
                new SchemaParser().parse(schema + " extend type Query { " + queries + " }"));
    }

    private static String sentence(DiffEvent change) {
        return change.getReasonMsg().replaceFirst("the field 'Query\\.any(\\w+)'", "the type '$1'");
    }

    /** Changes of an input object that the comparison does not look at: default values and {@code @oneOf}. */
    private static Stream<String> stricter(InputObjectTypeDefinition before, InputObjectTypeDefinition after) {
        var now = defaults(after);
        var changed = defaults(before).entrySet().stream()
                .filter(field -> !field.getValue().equals(now.getOrDefault(field.getKey(), field.getValue())))
                .map(field -> "The new API has changed default value on input field '%s.%s'"
                        .formatted(before.getName(), field.getKey()));
        return after.hasDirective("oneOf") && !before.hasDirective("oneOf")
                ? Stream.concat(
                        changed, Stream.of("The new API takes only one field of '%s'".formatted(after.getName())))
                : changed;
    }

    /** Default values by field; none is an empty text. */
    private static Map<String, String> defaults(InputObjectTypeDefinition input) {
        return input.getInputValueDefinitions().stream()
                .collect(toMap(
                        InputValueDefinition::getName,
                        field -> field.getDefaultValue() == null ? "" : AstPrinter.printAst(field.getDefaultValue())));
    }
}
