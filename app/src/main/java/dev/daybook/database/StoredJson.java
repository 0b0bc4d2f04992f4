package dev.daybook.database;

import com.fasterxml.jackson.annotation.JsonAutoDetect.Visibility;
import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonInclude;
import org.axonframework.spring.stereotype.Aggregate;
import org.jmolecules.event.types.DomainEvent;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.BeanDescription;
import tools.jackson.databind.DeserializationConfig;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.JavaType;
import tools.jackson.databind.KeyDeserializer;
import tools.jackson.databind.cfg.MapperConfig;
import tools.jackson.databind.introspect.Annotated;
import tools.jackson.databind.introspect.AnnotatedClass;
import tools.jackson.databind.introspect.AnnotatedConstructor;
import tools.jackson.databind.introspect.AnnotatedMethod;
import tools.jackson.databind.introspect.AnnotationIntrospectorPair;
import tools.jackson.databind.introspect.JacksonAnnotationIntrospector;
import tools.jackson.databind.introspect.NopAnnotationIntrospector;
import tools.jackson.databind.introspect.VisibilityChecker;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.module.SimpleKeyDeserializers;
import tools.jackson.databind.module.SimpleModule;
import tools.jackson.databind.node.StringNode;

/**
 * JSON format of events, without annotations in the domain: a value such as an id or a name, which is a record of one
 * component, is written as that component; nulls are left out; and only fields are written, no derived properties such
 * as {@code isPositive()}.
 */
public final class StoredJson extends NopAnnotationIntrospector {
    private StoredJson() {}

    public static void configure(JsonMapper.Builder mapper) {
        mapper.annotationIntrospector(
                AnnotationIntrospectorPair.create(new StoredJson(), new JacksonAnnotationIntrospector()));
        mapper.addModule(new SimpleModule("values as keys").setKeyDeserializers(new ValueKeys()));
        mapper.changeDefaultPropertyInclusion(inclusion -> inclusion.withValueInclusion(JsonInclude.Include.NON_NULL));
    }

    @Override
    public @Nullable Boolean hasAsValue(MapperConfig<?> config, Annotated member) {
        return member instanceof AnnotatedMethod method
                        && isValue(method.getDeclaringClass())
                        && method.getName()
                                .equals(method.getDeclaringClass()
                                        .getRecordComponents()[0]
                                        .getName())
                ? true
                : null;
    }

    @Override
    public JsonCreator.@Nullable Mode findCreatorAnnotation(MapperConfig<?> config, Annotated creator) {
        return creator instanceof AnnotatedConstructor constructor && isValue(constructor.getDeclaringClass())
                ? JsonCreator.Mode.DELEGATING
                : null;
    }

    @Override
    public VisibilityChecker findAutoDetectVisibility(
            MapperConfig<?> config, AnnotatedClass type, VisibilityChecker checker) {
        return type.getRawType().isRecord() || type.getRawType().isAnnotationPresent(Aggregate.class)
                ? checker.withFieldVisibility(Visibility.ANY)
                        .withGetterVisibility(Visibility.NONE)
                        .withIsGetterVisibility(Visibility.NONE)
                : checker;
    }

    /** Deserializes values that are keys of a map, which are written as their component, too. */
    private static final class ValueKeys extends SimpleKeyDeserializers {
        @Override
        public @Nullable KeyDeserializer findKeyDeserializer(
                JavaType type, DeserializationConfig config, BeanDescription.Supplier description) {
            return isValue(type.getRawClass())
                    ? new ValueKey(type)
                    : super.findKeyDeserializer(type, config, description);
        }
    }

    private static final class ValueKey extends KeyDeserializer {
        private final JavaType type;

        ValueKey(JavaType type) {
            this.type = type;
        }

        @Override
        public Object deserializeKey(String key, DeserializationContext context) {
            return context.readTreeAsValue(StringNode.valueOf(key), type);
        }
    }

    private static boolean isValue(Class<?> type) {
        return type.isRecord() && type.getRecordComponents().length == 1 && !DomainEvent.class.isAssignableFrom(type);
    }
}
