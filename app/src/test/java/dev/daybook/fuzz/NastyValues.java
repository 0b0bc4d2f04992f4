package dev.daybook.fuzz;

import static graphql.schema.GraphQLTypeUtil.unwrapNonNull;
import static graphql.schema.GraphQLTypeUtil.unwrapOne;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.daybook.fuzz.Notation.Constant;
import dev.daybook.fuzz.Notation.Figure;
import graphql.schema.GraphQLEnumType;
import graphql.schema.GraphQLInputObjectField;
import graphql.schema.GraphQLInputObjectType;
import graphql.schema.GraphQLList;
import graphql.schema.GraphQLNamedType;
import graphql.schema.GraphQLType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Invalid and extreme values, by type. */
final class NastyValues {
    private static final List<String> TEXTS = List.of(
            "",
            " ",
            "\t",
            "\n",
            "\u00a0",
            "\u3000",
            "\u200b",
            "\u00ad",
            "\u2800",
            "\ufeff",
            "\u3164",
            " padded ",
            "\0",
            "a\0b",
            "\ud800",
            "a\udc00b",
            "\udc00\ud800",
            "x".repeat(99) + "\ud83d",
            "Correct-horse-1\ud800",
            "Correct-horse-1\0",
            "😀".repeat(50),
            "😀".repeat(51),
            "x" + "😀".repeat(100),
            "x" + "😀".repeat(127),
            "😀".repeat(500),
            "\u202egnp.exe",
            "a\u2066b\u2069c",
            "a\u0007\u001b[31mb",
            "a\u009b31mb",
            "a\u007fb",
            "\r\nSet-Cookie: a=b",
            "a\u2028b\u2029c",
            "\ufffe\uffff",
            "\ud83f\udfff",
            "\ue000",
            "\u0378",
            "\udb40\udc01",
            "e\u0301",
            "a" + "\u0301".repeat(100),
            "İıſßﬃ",
            "ﷺ".repeat(20),
            "x".repeat(51),
            "x".repeat(101),
            "x".repeat(201),
            "x".repeat(256),
            "x".repeat(1_001),
            "x".repeat(2_001),
            "x".repeat(10_001),
            "' or 1=1; --",
            "%s%n%d%x",
            "{0} ${jndi:ldap://127.0.0.1/x} #{1+1} {}",
            "%",
            "_",
            "\\",
            "\\\\%\\_",
            "\"",
            "'",
            "$$",
            "?",
            ":x",
            "<script>alert(1)</script>",
            "../../../etc/passwd",
            "a@b",
            "ada@exämple.com",
            "ada@xn--a",
            "ada@" + "a".repeat(64) + ".com",
            "0",
            "-1",
            "007",
            "1e400",
            "NaN",
            "null",
            "true",
            "{}",
            "[]");

    private static final List<String> WHOLE = List.of(
            "0",
            "-0",
            "-1",
            "1",
            "101",
            "2147483647",
            "-2147483648",
            "2147483648",
            "9007199254740993",
            "10000000000000000",
            "9223372036854775807",
            "-9223372036854775808",
            "9223372036854775808",
            "1.0",
            "1.5",
            "1e2",
            "1e400",
            "-1e400",
            "1e-400",
            "1E+999",
            "9".repeat(64),
            "9".repeat(65));

    private static final List<String> DECIMALS = List.of(
            "-0",
            "0.00",
            "0.001",
            "0.005",
            "0.01",
            "-0.01",
            "1e2",
            "1E+2",
            "1e-2",
            "1e400",
            "1e-400",
            "1e2147483647",
            "1e-2147483648",
            "1e9999999999",
            "99999999.99",
            "100000000",
            "9999999999999999.99",
            "10000000000000000",
            "1." + "0".repeat(100),
            "+1",
            " 1",
            "1 ",
            "1,5",
            "１２",
            "١٢",
            "0x10",
            "1_000",
            "1d",
            "--1",
            ".",
            "1.",
            ".5",
            "00012.50",
            "Infinity",
            "9".repeat(200),
            "9".repeat(20_000));

    private static final List<String> TIMES = List.of(
            "0000-01-01T00:00:00Z",
            "-0001-12-31T00:00:00Z",
            "-4713-01-01T00:00:00Z",
            "-999999999-01-01T00:00:00Z",
            "+999999999-12-31T23:59:59.999999999Z",
            "+1000000000-12-31T23:59:59Z",
            "1970-01-01T00:00:00Z",
            "9999-12-31T23:59:59.9999999Z",
            "+10000-01-01T00:00:00Z",
            "+294276-12-31T23:59:59.999999Z",
            "+294277-01-01T00:00:00Z",
            "2026-02-30T00:00:00Z",
            "2026-01-31",
            "2026-01-31T10:15",
            "2026-01-31T24:00:00Z",
            "2026-12-31T23:59:60Z",
            "2026-01-31T10:15:30+18:00",
            "2026-01-31T10:15:30+19:00",
            "2026-01-31T10:15:30-00:00",
            "2026-01-31t10:15:30z",
            "2026-01-31T10:15:30.1234567890123Z",
            "2026-01-31 10:15:30",
            "2026-01-31T10:15:30[Europe/Berlin]",
            "１９７０-01-01T00:00:00Z",
            "now");

    private static final List<String> CURRENCIES =
            List.of("eur", "EUR ", "XXX", "XAU", "XTS", "DEM", "ZZZ", "€", "EURO", "EU", "JPY", "BHD", "USD", "ＥＵＲ");

    private static final List<String> CURSORS = List.of(
            "x",
            "====",
            base64("1"),
            base64("null"),
            base64("[]"),
            base64("{\"a\":1}"),
            base64("[\"\\u0000\",\"x\"]"),
            base64("[\"java.lang.Runtime\",{}]"),
            base64("a\0b:c"),
            base64(":::"),
            base64("9".repeat(500)),
            "A".repeat(8_000));

    /** Invalid keys for a cursor that is otherwise as the shop made it. */
    private static final List<String> KEYS = List.of(
            "",
            "x",
            "-1",
            "1e999999999",
            "NaN",
            "9".repeat(400),
            "2026-01-31",
            "+999999999-12-31T23:59:59Z",
            "infinity",
            "\ud800",
            "a|b",
            "' or 1=1; --");

    private static final List<String> FORGED_IDS = List.of(
            "x",
            "1",
            "====",
            base64("Product:"),
            base64(":"),
            base64("Product:00000000-0000-0000-0000-000000000000"),
            base64("Product:1-1-1-1-1"),
            base64("Nothing:00000000-0000-0000-0000-000000000000"),
            base64("DomainEvent:99999999999999999999"),
            base64("Product:\0"),
            "00000000-0000-0000-0000-000000000000",
            "\ud800",
            "a\0b",
            "😀",
            "A".repeat(8_000),
            "");

    /** A change that makes a valid value invalid or extreme. */
    @FunctionalInterface
    interface Nasty {
        @Nullable Object bend(@Nullable Object good, Fixtures things);
    }

    private NastyValues() {}

    static List<Nasty> of(GraphQLType type, String name) {
        var nasty = new ArrayList<Nasty>();
        switch (unwrapNonNull(type)) {
            case GraphQLList list -> nasty.addAll(lists(list));
            case GraphQLInputObjectType object -> nasty.addAll(objects(object));
            case GraphQLEnumType _ ->
                nasty.addAll(fixed(new Constant("NOPE"), new Constant("active"), new Constant("__typename"), "ACTIVE"));
            case GraphQLNamedType scalar -> nasty.addAll(scalars(scalar.getName(), name));
            default -> throw new IllegalArgumentException(type.toString());
        }
        nasty.addAll(fixed(
                null,
                0,
                1.5,
                true,
                "text",
                List.of(),
                Collections.singletonList(null),
                List.of(List.of(1)),
                Map.of(),
                Map.of("a", 1)));
        return nasty;
    }

    private static List<Nasty> scalars(String scalar, String name) {
        return switch (scalar) {
            case "Int", "Long", "Float" -> concat(List.of(figures(WHOLE), fixed("1", "1.0", "x", "", "NaN")));
            case "Decimal" -> concat(List.of(fixed(DECIMALS.toArray()), figures(WHOLE), fixed(TEXTS.toArray())));
            case "DateTime" -> concat(List.of(fixed(TIMES.toArray()), figures(WHOLE), fixed("", "\0", "\ud800")));
            case "CurrencyCode" -> concat(List.of(fixed(CURRENCIES.toArray()), fixed(TEXTS.toArray())));
            case "Boolean" -> fixed("true", "", 1, new Constant("maybe"));
            case "ID" -> concat(List.of(fixed(FORGED_IDS.toArray()), ids()));
            case "String" ->
                Set.of("after", "before").contains(name)
                        ? concat(List.of(fixed(CURSORS.toArray()), cursors(), fixed(TEXTS.toArray())))
                        : fixed(TEXTS.toArray());
            default -> fixed(TEXTS.toArray());
        };
    }

    private static List<Nasty> lists(GraphQLList list) {
        return List.of(
                (_, _) -> List.of(),
                (good, _) -> repeated(good, 2),
                (good, _) -> repeated(good, 101),
                (good, _) -> repeated(good, 501),
                (good, _) -> Arrays.asList(first(good), null),
                (good, _) -> List.of(List.of(first(good))),
                (good, _) -> first(good),
                (good, things) -> {
                    var nasty = of(unwrapOne(list), "");
                    return Arrays.asList(first(good), nasty.getFirst().bend(first(good), things));
                });
    }

    private static List<Nasty> objects(GraphQLInputObjectType object) {
        var nasty = new ArrayList<Nasty>();
        for (var key : object.getFields().stream()
                .map(GraphQLInputObjectField::getName)
                .toList()) {
            nasty.add((good, _) -> changed(good, map -> map.remove(key)));
            nasty.add((good, _) -> changed(good, map -> map.put(key, null)));
        }
        nasty.add((good, _) -> changed(good, map -> map.put("extra", 1)));
        nasty.add((good, _) -> changed(good, map -> map.put("__typename", "x")));
        nasty.add((good, _) -> Arrays.asList(good, good));
        return nasty;
    }

    private static List<Nasty> ids() {
        return Fixtures.TYPES.stream()
                .<Nasty>map(type -> (_, things) -> things.someId(type))
                .toList();
    }

    private static List<Nasty> cursors() {
        return Fixtures.LISTS.stream()
                .flatMap(list -> Stream.concat(
                        Stream.<Nasty>of((_, things) -> things.cursorOf(list)),
                        KEYS.stream().<Nasty>map(key -> (_, things) -> things.forgedCursorOf(list, key))))
                .toList();
    }

    private static List<Nasty> figures(List<String> figures) {
        return fixed(figures.stream().map(Figure::new).toArray());
    }

    private static List<Nasty> fixed(@Nullable Object... values) {
        return Stream.of(values).<Nasty>map(value -> (_, _) -> value).toList();
    }

    private static List<Nasty> concat(List<List<Nasty>> lists) {
        return lists.stream().flatMap(List::stream).toList();
    }

    private static List<@Nullable Object> repeated(@Nullable Object good, int times) {
        return Collections.nCopies(times, first(good));
    }

    private static @Nullable Object first(@Nullable Object good) {
        return good instanceof List<?> list && !list.isEmpty() ? list.getFirst() : good;
    }

    private interface Change {
        @Nullable Object in(Map<Object, @Nullable Object> map);
    }

    private static @Nullable Object changed(@Nullable Object good, Change change) {
        if (!(good instanceof Map<?, ?> map)) {
            return good;
        }
        var copy = new LinkedHashMap<Object, @Nullable Object>(map);
        change.in(copy);
        return copy;
    }

    private static String base64(String text) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(UTF_8));
    }
}
