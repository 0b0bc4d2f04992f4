package dev.daybook.eventstore.serialization;

import java.lang.reflect.Modifier;
import java.util.Collections;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.axonframework.spring.stereotype.Aggregate;
import org.jmolecules.event.types.DomainEvent;
import org.springframework.beans.factory.annotation.AnnotatedBeanDefinition;
import org.springframework.context.annotation.ClassPathScanningCandidateComponentProvider;
import org.springframework.core.type.filter.AnnotationTypeFilter;
import org.springframework.core.type.filter.AssignableTypeFilter;
import org.springframework.util.ClassUtils;

/**
 * Maps events and aggregates to the public names under which they are stored: the module and the record, for example
 * {@code ordering.OrderPlaced}. The names outlive packages and classes; a test compares them with the list of all names
 * ever used.
 */
public final class EventNames {
    private static final String BASE_PACKAGE = "dev.daybook";

    private final Map<String, Class<?>> classes = new TreeMap<>();
    private final Map<Class<?>, String> names;
    private final Set<String> events = new TreeSet<>();

    public EventNames() {
        var scanner = new ClassPathScanningCandidateComponentProvider(false) {
            @Override
            protected boolean isCandidateComponent(AnnotatedBeanDefinition bean) {
                return true;
            }
        };
        scanner.addIncludeFilter(new AssignableTypeFilter(DomainEvent.class));
        scanner.addIncludeFilter(new AnnotationTypeFilter(Aggregate.class));
        for (var candidate : scanner.findCandidateComponents(BASE_PACKAGE)) {
            var className = String.valueOf(candidate.getBeanClassName());
            var type = ClassUtils.resolveClassName(className, null);
            if (!Modifier.isAbstract(type.getModifiers())) {
                add(nameOf(type), type);
            }
        }
        names = classes.entrySet().stream().collect(Collectors.toMap(Map.Entry::getValue, Map.Entry::getKey));
    }

    /** The names of all events that this version of the shop writes, sorted. */
    public Set<String> events() {
        return Collections.unmodifiableSet(events);
    }

    /** The class of an event by its name, one of {@link #events()}. */
    public Class<?> event(String name) {
        return Objects.requireNonNull(classes.get(name), name);
    }

    /** The classes of all events and of all aggregates that snapshots are taken of. */
    public Set<Class<?>> stored() {
        return names.keySet();
    }

    String of(Class<?> type) {
        return names.getOrDefault(type, type.getName());
    }

    /** The name of the class that is stored under the name, or the name itself when it is none of ours. */
    String className(String name) {
        var type = classes.get(name);
        return type == null ? name : type.getName();
    }

    private void add(String name, Class<?> type) {
        var other = classes.put(name, type);
        if (other != null) {
            throw new IllegalStateException("%s and %s would both be stored as %s".formatted(other, type, name));
        }
        if (DomainEvent.class.isAssignableFrom(type)) {
            events.add(name);
        }
    }

    private static String nameOf(Class<?> type) {
        var module = type.getPackageName().substring(BASE_PACKAGE.length() + 1).split("\\.", 2)[0];
        return module + "." + type.getSimpleName();
    }
}
