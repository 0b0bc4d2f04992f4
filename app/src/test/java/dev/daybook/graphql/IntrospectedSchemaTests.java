package dev.daybook.graphql;

import static org.assertj.core.api.Assertions.assertThat;

import dev.daybook.support.Shop;
import dev.daybook.support.ShopTest;
import graphql.schema.GraphQLFieldDefinition;
import graphql.schema.GraphQLNonNull;
import graphql.schema.GraphQLObjectType;
import java.util.HashMap;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.graphql.execution.GraphQlSource;

/** The schema as clients see it by introspection, which shows no directives that are applied to a field. */
@ShopTest
class IntrospectedSchemaTests {
    @Autowired
    Shop shop;

    @Autowired
    GraphQlSource source;

    record Field(String name, @Nullable String description) {}

    record Type(
            String name,
            @Nullable String specifiedByURL,
            @Nullable List<Field> fields) {}

    @Test
    void every_field_says_who_may_use_it() {
        var shown = new HashMap<String, String>();
        for (var type : types()) {
            for (var field : Objects.requireNonNullElse(type.fields(), List.<Field>of())) {
                shown.put(type.name() + "." + field.name(), Objects.requireNonNullElse(field.description(), ""));
            }
        }
        var ruled = new HashMap<String, String>();
        for (var type : source.schema().getAllTypesAsList()) {
            if (type instanceof GraphQLObjectType object) {
                object.getFieldDefinitions().stream()
                        .filter(field -> !ruleOf(field).isEmpty())
                        .forEach(field -> ruled.put(object.getName() + "." + field.getName(), ruleOf(field)));
            }
        }
        assertThat(ruled).hasSizeGreaterThan(70);
        ruled.forEach((field, rule) -> assertThat(shown.get(field)).as(field).endsWith(rule));
        shown.keySet().removeAll(ruled.keySet());
        assertThat(shown.values()).noneMatch(description -> description.contains("Requires the role"));
    }

    @Test
    void a_description_of_a_field_is_kept_before_its_rule() {
        assertThat(types().stream()
                        .filter(type -> type.name().equals("Mutation"))
                        .flatMap(type -> Objects.requireNonNull(type.fields()).stream())
                        .filter(field -> field.name().equals("adjustStock"))
                        .findFirst()
                        .orElseThrow()
                        .description())
                .startsWith("Goods arrived")
                .endsWith("\n\nRequires the role STAFF.");
    }

    @Test
    void every_scalar_of_the_shop_names_its_specification() {
        assertThat(types())
                .filteredOn(type -> List.of("DateTime", "Decimal", "Long", "CurrencyCode", "JSON", "IdempotencyKey")
                        .contains(type.name()))
                .hasSize(6)
                .allMatch(type ->
                        type.specifiedByURL() != null && type.specifiedByURL().startsWith("https://"));
    }

    @Test
    void only_directives_that_do_something_are_advertised() {
        shop.anonymous()
                .run("{ __schema { directives { name } } }")
                .path("__schema.directives[*].name")
                .entityList(String.class)
                .contains("include", "skip", "oneOf", "specifiedBy", "deprecated", "requiresRole")
                .doesNotContain("defer", "stream");
    }

    private List<Type> types() {
        return shop.anonymous()
                .run("{ __schema { types { name specifiedByURL fields { name description } } } }")
                .path("__schema.types")
                .entityList(Type.class)
                .get();
    }

    private static String ruleOf(GraphQLFieldDefinition field) {
        var role = field.getAppliedDirective("requiresRole");
        if (role != null) {
            return "Requires the role " + role.getArgument("role").getValue() + ".";
        }
        if (field.hasAppliedDirective("ownerOrStaff")) {
            return "Only the owner and STAFF see it: others get "
                    + (field.getType() instanceof GraphQLNonNull ? "an empty list." : "null.");
        }
        return "";
    }
}
