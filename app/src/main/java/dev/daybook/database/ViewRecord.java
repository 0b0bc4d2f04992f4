package dev.daybook.database;

import static java.lang.invoke.MethodType.methodType;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Record of a read model, or one embedded in it.
 *
 * @param nullable whether it is null when all its columns are
 */
record ViewRecord(MethodHandle constructor, List<Component> components, boolean nullable) implements ViewPart {
    ViewRecord {
        components = List.copyOf(components);
    }

    private record Component(ViewPart part, MethodHandle accessor) {}

    /** @param parts by the names of the components */
    static ViewRecord of(Class<?> type, boolean nullable, Function<String, ViewPart> parts) {
        var components = Objects.requireNonNull(
                type.getRecordComponents(), () -> type + " is a view, and so has to be a record");
        return new ViewRecord(
                constructor(type, components),
                Arrays.stream(components)
                        .map(component -> new Component(parts.apply(component.getName()), accessor(component)))
                        .toList(),
                nullable);
    }

    @Override
    public @Nullable Object read(@Nullable Object[] values) {
        if (nullable && isNull(values)) {
            return null;
        }
        var arguments = new @Nullable Object[components.size()];
        for (int i = 0; i < arguments.length; i++) {
            arguments[i] = components.get(i).part().read(values);
        }
        try {
            return constructor.invokeExact(arguments);
        } catch (Throwable e) {
            throw new IllegalStateException("Cannot make a view of a row by " + constructor, e);
        }
    }

    @Override
    public boolean isNull(@Nullable Object[] values) {
        return components.stream().allMatch(component -> component.part().isNull(values));
    }

    @Override
    public void write(@Nullable Object view, @Nullable Object[] values) {
        if (view == null) {
            return;
        }
        for (var component : components) {
            component.part().write(valueOf(component, view), values);
        }
    }

    private static @Nullable Object valueOf(Component component, Object view) {
        try {
            return component.accessor().invokeExact(view);
        } catch (Throwable e) {
            throw new IllegalStateException("Cannot read a component of a view by " + component.accessor(), e);
        }
    }

    private static MethodHandle accessor(RecordComponent component) {
        try {
            var accessor = component.getAccessor();
            accessor.setAccessible(true);
            return MethodHandles.lookup().unreflect(accessor).asType(methodType(Object.class, Object.class));
        } catch (IllegalAccessException e) {
            throw new IllegalArgumentException(component + " cannot be read", e);
        }
    }

    private static MethodHandle constructor(Class<?> type, RecordComponent[] components) {
        try {
            var constructor = type.getDeclaredConstructor(
                    Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new));
            constructor.setAccessible(true);
            return MethodHandles.lookup()
                    .unreflectConstructor(constructor)
                    .asSpreader(Object[].class, components.length)
                    .asType(methodType(Object.class, Object[].class));
        } catch (ReflectiveOperationException e) {
            throw new IllegalArgumentException(type + " cannot be made", e);
        }
    }
}
