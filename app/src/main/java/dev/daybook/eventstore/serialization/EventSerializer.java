package dev.daybook.eventstore.serialization;

import dev.daybook.database.StoredJson;
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
    @SuppressWarnings("rawtypes")
    public Class classForType(SerializedType type) {
        return names.isName(type.getName()) && !names.reads(type)
                ? UnknownSerializedType.class
                : super.classForType(type);
    }

    @Override
    protected String resolveClassName(SerializedType type) {
        return names.className(type.getName());
    }
}
