package dev.daybook.eventstore.serialization;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.daybook.catalog.Money;
import dev.daybook.catalog.product.Sku;
import dev.daybook.users.Email;
import dev.daybook.users.Username;
import dev.daybook.users.text.Slug;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.time.Instant;
import java.util.Arrays;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jmolecules.event.types.DomainEvent;
import org.springframework.beans.BeanUtils;

/** An event of any class, with something in each of its components; always the same. */
final class EventExample {
    private static final Map<Type, Object> KNOWN = Map.of(
            Username.class, new Username("ada"),
            Email.class, new Email("ada@example.com"),
            Slug.class, new Slug("notebook"),
            Sku.class, new Sku("NB-1"),
            Money.class, Money.of("12.50", "EUR"),
            Currency.class, Currency.getInstance("EUR"),
            Instant.class, Instant.parse("2026-01-31T10:45:30.123456Z"));

    private EventExample() {}

    static Object of(Class<?> event) {
        return value(event, "");
    }

    /** @param name of the component, by which different ids are different */
    private static Object value(Type type, String name) {
        var known = KNOWN.get(type);
        if (known != null) {
            return known;
        }
        if (type instanceof ParameterizedType list && list.getRawType() == List.class) {
            return List.of(value(list.getActualTypeArguments()[0], name));
        }
        if (!(type instanceof Class<?> plain)) {
            throw new IllegalArgumentException("No example of " + type);
        }
        if (plain.isEnum()) {
            return plain.getEnumConstants()[0];
        }
        if (plain.isRecord()) {
            return instance(plain, name);
        }
        return switch (plain.getName()) {
            case "java.util.UUID" -> UUID.nameUUIDFromBytes(name.getBytes(UTF_8));
            case "java.lang.String" -> "the " + name;
            case "int" -> 7;
            case "boolean" -> true;
            default -> throw new IllegalArgumentException("No example of " + type);
        };
    }

    private static Object instance(Class<?> type, String name) {
        var components = type.getRecordComponents();
        var isValue = components.length == 1 && !DomainEvent.class.isAssignableFrom(type);
        var types = Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
        var values = Arrays.stream(components)
                .map(component -> value(component.getGenericType(), isValue ? name : component.getName()))
                .toArray();
        try {
            return BeanUtils.instantiateClass(type.getDeclaredConstructor(types), values);
        } catch (NoSuchMethodException e) {
            throw new IllegalArgumentException("No example of " + type, e);
        }
    }
}
