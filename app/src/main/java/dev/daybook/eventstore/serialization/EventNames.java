package dev.daybook.eventstore.serialization;

import java.lang.reflect.Modifier;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.axonframework.serialization.AnnotationRevisionResolver;
import org.axonframework.serialization.RevisionResolver;
import org.axonframework.serialization.SerializedType;
import org.axonframework.spring.stereotype.Aggregate;
import org.jmolecules.event.types.DomainEvent;
import org.jspecify.annotations.Nullable;
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
    private static final RevisionResolver ANNOTATIONS = new AnnotationRevisionResolver();

    private final Map<String, Class<?>> classes = new TreeMap<>();
    private final Map<Class<?>, String> names;
    private final Set<String> events = new TreeSet<>();
    private final Map<Class<?>, Optional<String>> revisions = new ConcurrentHashMap<>();

    public EventNames() {
        for (var type : Stored.TYPES) {
            add(nameOf(type), type);
        }
        names = classes.entrySet().stream().collect(Collectors.toMap(Map.Entry::getValue, Map.Entry::getKey));
    }

    /** Finds the classes once for all shops of a JVM, since it reads the files of all classes for that. */
    private static final class Stored {
        static final List<Class<?>> TYPES = find();

        private static List<Class<?>> find() {
            var scanner = new ClassPathScanningCandidateComponentProvider(false) {
                @Override
                protected boolean isCandidateComponent(AnnotatedBeanDefinition bean) {
                    return true;
                }
            };
            scanner.addIncludeFilter(new AssignableTypeFilter(DomainEvent.class));
            scanner.addIncludeFilter(new AnnotationTypeFilter(Aggregate.class));
            return scanner.findCandidateComponents(BASE_PACKAGE).stream()
                    .<Class<?>>map(found -> ClassUtils.resolveClassName(String.valueOf(found.getBeanClassName()), null))
                    .filter(type -> !Modifier.isAbstract(type.getModifiers()))
                    .toList();
        }
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

    /** Whether a stored event or snapshot is of a type and a revision that this version of the shop reads. */
    public boolean reads(SerializedType stored) {
        var type = classes.get(stored.getName());
        return type != null && Objects.equals(revisionOf(type), stored.getRevision());
    }

    boolean isStored(Class<?> type) {
        return names.containsKey(type);
    }

    boolean isName(String name) {
        return classes.containsKey(name);
    }

    /**
     * The revision of an event, or that of the snapshots of an aggregate: a digest of all events of its module, since a
     * snapshot that another version has taken may hold what this one does not know.
     */
    @Nullable String revisionOf(Class<?> type) {
        return revisions.computeIfAbsent(type, this::findRevision).orElse(null);
    }

    private Optional<String> findRevision(Class<?> type) {
        if (DomainEvent.class.isAssignableFrom(type)) {
            return Optional.ofNullable(ANNOTATIONS.revisionOf(type));
        }
        var module = moduleOf(type) + ".";
        var vocabulary = events.stream()
                .filter(name -> name.startsWith(module))
                .map(name -> name + "#" + ANNOTATIONS.revisionOf(event(name)))
                .toList();
        return Optional.of(Integer.toHexString(vocabulary.hashCode()));
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
        return moduleOf(type) + "." + type.getSimpleName();
    }

    private static String moduleOf(Class<?> type) {
        return type.getPackageName().substring(BASE_PACKAGE.length() + 1).split("\\.", 2)[0];
    }
}
