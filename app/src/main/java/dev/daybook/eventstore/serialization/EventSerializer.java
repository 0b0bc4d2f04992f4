package dev.daybook.eventstore.serialization;

import dev.daybook.database.StoredJson;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.axonframework.serialization.AnnotationRevisionResolver;
import org.axonframework.serialization.SerializedType;
import org.axonframework.serialization.SimpleSerializedType;
import org.axonframework.serialization.UnknownSerializedType;
import org.axonframework.serialization.jackson3.Jackson3Serializer;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.jsontype.BasicPolymorphicTypeValidator;

/** Writes events and snapshots as JSON under their {@link EventNames}, and reads them back. */
public final class EventSerializer extends Jackson3Serializer {
    private final EventNames names;
    /** Classes by the names that were found, since looking one up takes as long as parsing a small event. */
    private final ConcurrentMap<String, Class<?>> classes = new ConcurrentHashMap<>();

    public EventSerializer(EventNames names) {
        super(builder()
                .revisionResolver(new AnnotationRevisionResolver())
                .jsonMapperBuilderCustomizer(EventSerializer::customize));
        this.names = names;
    }

    private static void customize(JsonMapper.Builder mapper) {
        StoredJson.configure(mapper);
        // The tokens of Axon's subscribers name their classes; nothing else may.
        mapper.polymorphicTypeValidator(BasicPolymorphicTypeValidator.builder()
                .allowIfSubType("org.axonframework.eventhandling.")
                .build());
    }

    @Override
    @SuppressWarnings("rawtypes")
    public SerializedType typeForClass(Class type) {
        var serialized = super.typeForClass(type);
        return serialized.equals(SerializedType.emptyType())
                ? serialized
                : new SimpleSerializedType(
                        names.of(type), names.isStored(type) ? names.revisionOf(type) : serialized.getRevision());
    }

    /** An event that is newer than this version of the shop is of an unknown type, even if its name is known. */
    @Override
    public Class<?> classForType(SerializedType type) {
        if (type.equals(SerializedType.emptyType())) {
            return super.classForType(type);
        }
        if (names.isName(type.getName()) && !names.reads(type)) {
            return UnknownSerializedType.class;
        }
        var known = classes.get(type.getName());
        if (known != null) {
            return known;
        }
        var found = super.classForType(type);
        if (found != UnknownSerializedType.class) {
            classes.put(type.getName(), found);
        }
        return found;
    }

    @Override
    protected String resolveClassName(SerializedType type) {
        return names.className(type.getName());
    }
}
