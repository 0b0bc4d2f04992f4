package dev.daybook.eventstore.serialization;

import static org.assertj.core.api.Assertions.assertThat;

import dev.daybook.eventstore.log.EventRows;
import dev.daybook.eventstore.log.StoredEvent;
import dev.daybook.personaldata.PersonalDataEncryption;
import dev.daybook.personaldata.PersonalKeyring;
import dev.daybook.support.ShopTest;
import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.axonframework.messaging.Message;
import org.axonframework.serialization.SimpleSerializedType;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.util.ReflectionUtils;

/**
 * Every event that was ever stored can be read for ever. A golden file is history like the event itself: it is never
 * changed and never deleted, also when there is a newer revision.
 */
@ShopTest
class GoldenEventTests {
    private static final String HOW_TO_WRITE = """
            There is no golden file with all facts of these. To add what is missing, and nothing else:
            ./mvnw -pl app -am test -Dtest=GoldenEventTests -Dsurefire.failIfNoSpecifiedTests=false -Dgolden.write=true""";

    @Autowired
    private EventNames names;

    @Autowired
    private EventSerializer serializer;

    @Autowired
    private EventRows rows;

    @Autowired
    private PersonalDataEncryption encryption;

    @Autowired
    private PersonalKeyring keys;

    @Test
    void there_is_a_golden_file_of_each_event_as_it_is_stored_today() throws Exception {
        var missing = new ArrayList<String>();
        for (var name : names.events()) {
            var example = serializer.serialize(EventExample.of(names.event(name)), String.class);
            var facts = GoldenFile.facts(GoldenFile.read(example.getData()));
            for (var golden : GoldenFile.of(example.getType())) {
                facts.removeAll(GoldenFile.facts(golden.json()));
            }
            if (!facts.isEmpty() && Boolean.getBoolean("golden.write")) {
                GoldenFile.write(example.getType(), example.getData());
            } else if (!facts.isEmpty()) {
                missing.add(
                        "%s, revision %s: %s".formatted(name, example.getType().getRevision(), facts));
            }
        }
        assertThat(missing).as(HOW_TO_WRITE).isEmpty();
    }

    static List<GoldenFile> goldenFiles() throws IOException {
        return GoldenFile.all();
    }

    @ParameterizedTest
    @MethodSource("goldenFiles")
    void every_event_ever_stored_is_still_read(GoldenFile golden) {
        var event = read(golden);
        assertThat(names.of(event.getClass())).isEqualTo(golden.name());
        for (var component : event.getClass().getRecordComponents()) {
            if (golden.json().has(component.getName()) || !mayBeNull(component)) {
                assertThat(ReflectionUtils.invokeMethod(component.getAccessor(), event))
                        .as(component.getName())
                        .isNotNull();
            }
        }
    }

    @ParameterizedTest
    @MethodSource("goldenFiles")
    void events_of_today_are_read_and_written_the_same(GoldenFile golden) {
        var stored = serializer.serialize(read(golden), String.class);
        if (golden.isOf(stored.getType())) {
            assertThat(GoldenFile.read(stored.getData())).as("""
                            %s as it is written now. An event that has been stored is not changed: add another event, or \
                            a revision with an upcaster (docs/decisions/0025)""", golden).isEqualTo(golden.json());
        }
    }

    /** As the store does: through the upcasters. */
    private Object read(GoldenFile golden) {
        var type = new SimpleSerializedType(golden.name(), golden.revision());
        var stored = new StoredEvent(
                1,
                "Anything",
                "anything",
                0,
                UUID.randomUUID().toString(),
                Instant.EPOCH,
                type,
                encryption.encrypted(type, golden.text()),
                "{}");
        return rows.messages(List.of(stored), keys)
                .map(Message::getPayload)
                .findFirst()
                .orElseThrow();
    }

    private static boolean mayBeNull(RecordComponent component) {
        return component.getAnnotatedType().isAnnotationPresent(Nullable.class);
    }
}
