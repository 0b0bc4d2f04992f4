package dev.daybook.database;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.springframework.data.relational.core.mapping.RelationalMappingContext;
import org.springframework.data.relational.core.mapping.RelationalPersistentEntity;
import org.springframework.data.relational.core.mapping.Table;
import org.springframework.stereotype.Component;

/** Caches the {@link ViewMapping} of each read model. */
@Component
public class ViewMappings {
    private final RelationalMappingContext context;
    private final Map<Class<?>, ViewMapping<?>> byType = new ConcurrentHashMap<>();

    ViewMappings(RelationalMappingContext context) {
        this.context = context;
    }

    @SuppressWarnings("unchecked")
    public <V> ViewMapping<V> of(Class<V> view) {
        return (ViewMapping<V>) byType.computeIfAbsent(view, this::mapping);
    }

    /** The mappings of all records that are a {@link Table}. */
    public Stream<ViewMapping<?>> all() {
        return context.getPersistentEntities().stream()
                .<Class<?>>map(RelationalPersistentEntity::getType)
                .filter(type -> type.isAnnotationPresent(Table.class))
                .map(this::of);
    }

    private ViewMapping<?> mapping(Class<?> view) {
        return new ViewMapping<>(context.getRequiredPersistentEntity(view), context);
    }
}
