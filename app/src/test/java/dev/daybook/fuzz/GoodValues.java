package dev.daybook.fuzz;

import static graphql.schema.GraphQLTypeUtil.isNonNull;
import static graphql.schema.GraphQLTypeUtil.unwrapNonNull;
import static graphql.schema.GraphQLTypeUtil.unwrapOne;

import dev.daybook.fuzz.Notation.Constant;
import dev.daybook.support.Shop;
import graphql.schema.GraphQLEnumType;
import graphql.schema.GraphQLInputObjectType;
import graphql.schema.GraphQLList;
import graphql.schema.GraphQLNamedType;
import graphql.schema.GraphQLType;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Valid values of arguments, which reach the code behind the validation. */
record GoodValues(Fixtures things, SeededRandom chance) {
    /** These make a command a different one, or leave nothing to be done: they are there only now and then. */
    private static final Set<String> SELDOM = Set.of(
            "expectedVersion", "userId", "ownerId", "asOf", "atVersion", "expectedTotal", "slug", "correlationId");

    private static final List<String> PRODUCTS = List.of("productId", "productIds");
    private static final List<String> USERS = List.of("userId", "ownerId", "actorId", "authorId");
    private static final List<String> CATEGORIES = List.of("categoryId", "categoryIds", "parentId", "newParentId");

    /**
     * @param name of the argument, or of the key in an input object
     * @param holder the field that has the argument, or the input object
     */
    @Nullable Object value(GraphQLType type, String name, String holder) {
        return switch (unwrapNonNull(type)) {
            case GraphQLList list -> list(list, name, holder);
            case GraphQLInputObjectType input
            when input.isOneOf() -> {
                var key = chance.of(input.getFields());
                yield new LinkedHashMap<>(Map.of(key.getName(), some(key.getType(), key.getName(), input.getName())));
            }
            case GraphQLInputObjectType input -> object(input);
            case GraphQLEnumType constants ->
                new Constant(chance.of(constants.getValues()).getName());
            case GraphQLNamedType scalar -> scalar(scalar.getName(), name, holder);
            default -> throw new IllegalArgumentException(type.toString());
        };
    }

    private Object some(GraphQLType type, String name, String holder) {
        var value = value(type, name, holder);
        return value == null ? "nothing" : value;
    }

    private List<Object> list(GraphQLList list, String name, String holder) {
        var values = new ArrayList<Object>();
        for (int i = name.equals("users") ? 1 : chance.between(1, 3); i > 0; i--) {
            values.add(some(unwrapOne(list), name, holder));
        }
        return values;
    }

    private Map<String, @Nullable Object> object(GraphQLInputObjectType input) {
        var object = new LinkedHashMap<String, @Nullable Object>();
        for (var key : input.getFields()) {
            var needed = isNonNull(key.getType()) && !key.hasSetDefaultValue();
            if (needed || chance.oneIn(SELDOM.contains(key.getName()) ? 12 : 2)) {
                object.put(key.getName(), value(key.getType(), key.getName(), input.getName()));
            }
        }
        return object;
    }

    private Object scalar(String scalar, String name, String holder) {
        return switch (scalar) {
            case "ID" -> id(name, holder);
            case "Int" -> number(name);
            case "Long" -> name.equals("afterPosition") ? Long.valueOf(things.word("position")) : chance.between(0, 3);
            case "Boolean" -> chance.oneIn(2);
            case "Decimal" ->
                Set.of("price", "DecimalRange").contains(holder) ? chance.between(1, 20) + ".50" : "12.50";
            case "CurrencyCode" -> "EUR";
            case "DateTime" ->
                "20%d-0%d-1%dT10:15:30Z".formatted(chance.between(24, 28), chance.between(1, 9), chance.between(0, 9));
            case "IdempotencyKey" -> chance.oneIn(20) ? "again" : chance.uuid().toString();
            case "String" -> text(name, holder);
            default -> throw new IllegalArgumentException("Say here what a %s looks like".formatted(scalar));
        };
    }

    private Object number(String name) {
        return switch (name) {
            case "delta" -> chance.of(1, 5, 20, -1);
            case "inactiveForDays", "deactivatedForDays" -> chance.between(3_000, 3_650);
            default -> chance.between(1, 3);
        };
    }

    private String id(String name, String holder) {
        if (PRODUCTS.contains(name)) {
            return chance.of(things.ids("Product"));
        } else if (USERS.contains(name)) {
            return chance.of(things.ids("User"));
        } else if (CATEGORIES.contains(name)) {
            return chance.of(things.ids("Category"));
        } else if (name.endsWith("AccountId") || name.equals("accountId")) {
            return name.startsWith("to") ? chance.of(things.ids("Account")) : things.someId("Account");
        }
        var asked = (Set.of("id", "ids").contains(name) ? holder : name).toLowerCase(Locale.ROOT);
        return Fixtures.TYPES.stream()
                .filter(type -> asked.startsWith(type.toLowerCase(Locale.ROOT)))
                .findFirst()
                .map(type -> chance.of(things.ids(type)))
                .orElseGet(() -> name.startsWith("run")
                        ? things.someId("ProjectionRun")
                        : chance.of(things.ids(chance.of(Fixtures.TYPES))));
    }

    private String text(String name, String holder) {
        var own = "f" + Long.toString(chance.uuid().getMostSignificantBits() >>> 1, 36);
        return switch (name) {
            case "username" -> holder.equals("UserIdentifier") ? things.word("username") : own;
            case "login" -> things.word("username");
            case "email" -> holder.equals("UserIdentifier") ? things.word("email") : own + "@example.com";
            case "password", "currentPassword", "newPassword" -> chance.oneIn(4) ? "Wrong-horse-1" : Shop.PASSWORD;
            case "refreshToken" -> things.word("session");
            case "sku", "skus" -> holder.equals("CreateProductInput") ? own : things.word("sku");
            case "slug" -> slug(holder, own);
            case "number" -> things.word("number");
            case "tags", "tagSlugs" -> chance.of("plants", "Pots", own);
            case "search" -> chance.of("note", "book", "1");
            case "types" -> chance.of("ordering.OrderPlaced", "catalog.StockReserved");
            case "aggregateType" -> chance.of("Order", "Product");
            case "subscriber" -> "notification-sender";
            case "after", "before" -> things.cursorOf(chance.of(Fixtures.LISTS));
            case "name" -> holder.equals("ProjectionInput") ? things.word("projection") : "Name " + own;
            default -> "Text " + own;
        };
    }

    private String slug(String holder, String own) {
        return switch (holder) {
            case "ProductIdentifier" -> things.word("slug");
            case "PostIdentifier" -> things.word("postSlug");
            default -> own;
        };
    }
}
