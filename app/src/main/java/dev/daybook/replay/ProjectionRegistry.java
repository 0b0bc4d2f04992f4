package dev.daybook.replay;

import static java.util.Comparator.comparing;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toSet;

import dev.daybook.database.ViewMapping;
import dev.daybook.database.ViewMappings;
import dev.daybook.users.CrossStreamHandler;
import java.lang.annotation.Annotation;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.DisallowReplay;
import org.springframework.context.ApplicationContext;
import org.springframework.data.relational.core.mapping.Table;
import org.springframework.stereotype.Component;
import org.springframework.util.ClassUtils;

/**
 * Finds all projections: the components of each {@link ProcessingGroup} that may be replayed, and the read models
 * ({@link Table}) in their packages.
 */
@Component
class ProjectionRegistry {
    private final ProjectionVersions versions;
    private final SortedMap<String, ProjectionDefinition> byName = new TreeMap<>();

    ProjectionRegistry(ApplicationContext context, ViewMappings mappings) {
        versions = ProjectionVersions.of(context);
        types(context, ProcessingGroup.class)
                .filter(type -> !type.isAnnotationPresent(DisallowReplay.class))
                .collect(groupingBy(
                        type -> type.getAnnotation(ProcessingGroup.class).value()))
                .forEach((name, components) -> byName.put(name, projection(name, components, mappings)));
        byName.values().forEach(ProjectionRunner::check);
        refuseSharedTables();
        refuseHandlersOfNoProjection(context);
    }

    Collection<ProjectionDefinition> all() {
        return byName.values();
    }

    ProjectionVersions versions() {
        return versions;
    }

    /** @throws UnknownProjection when there is none of this name */
    ProjectionDefinition named(String name) {
        var projection = byName.get(name);
        if (projection == null) {
            throw new UnknownProjection(name, byName.keySet());
        }
        return projection;
    }

    private void refuseSharedTables() {
        var owners = new HashMap<String, String>();
        byName.values()
                .forEach(projection -> projection.tables().forEach(table -> {
                    var other = owners.put(table, projection.name());
                    if (other != null) {
                        throw new IllegalStateException(
                                "The projections %s and %s lie in one package and so would share the table %s: name them alike"
                                        .formatted(other, projection.name(), table));
                    }
                }));
    }

    private void refuseHandlersOfNoProjection(ApplicationContext context) {
        var known = byName.values().stream()
                .flatMap(projection -> projection.crossStreamHandlers().stream())
                .collect(toSet());
        types(context, CrossStreamHandler.class)
                .filter(type -> !known.contains(type))
                .forEach(type -> {
                    throw new IllegalStateException(
                            "%s is a @CrossStreamHandler, but of no projection that may be replayed".formatted(type));
                });
    }

    private static Stream<Class<?>> types(ApplicationContext context, Class<? extends Annotation> annotation) {
        return Arrays.stream(context.getBeanNamesForAnnotation(annotation))
                .map(context::getType)
                .filter(Objects::nonNull)
                .map(ClassUtils::getUserClass);
    }

    private ProjectionDefinition projection(String name, List<Class<?>> components, ViewMappings mappings) {
        var packages = components.stream().map(Class::getPackage).collect(toSet());
        // Commands come to the table that is named like the projection before they come to the others.
        var views = mappings.all()
                .filter(view -> packages.contains(view.type().getPackage()))
                .sorted(comparing((ViewMapping<?> view) -> !view.tableName().equals(name))
                        .thenComparing(ViewMapping::tableName))
                .toList();
        var crossStream = components.stream()
                .filter(type -> type.isAnnotationPresent(CrossStreamHandler.class))
                .toList();
        var perStream =
                components.stream().filter(type -> !crossStream.contains(type)).toList();
        var module = components.getFirst().getPackageName().split("\\.")[2];
        return new ProjectionDefinition(name, module, versions.of(name), perStream, crossStream, views);
    }
}
