package dev.daybook.publishing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mock;

import dev.daybook.commands.Actor;
import dev.daybook.eventstore.serialization.EventNames;
import dev.daybook.eventstore.serialization.EventSerializer;
import dev.daybook.personaldata.PersonalDataEncryption;
import dev.daybook.users.Email;
import dev.daybook.users.Profile;
import dev.daybook.users.Role;
import dev.daybook.users.UserEvent.UserLoggedIn;
import dev.daybook.users.UserEvent.UserRegistered;
import dev.daybook.users.UserId;
import dev.daybook.users.Username;
import io.cloudevents.CloudEvent;
import io.cloudevents.jackson.JsonFormat;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.eventhandling.GenericTrackedDomainEventMessage;
import org.axonframework.eventhandling.GlobalSequenceTrackingToken;
import org.junit.jupiter.api.Test;

class CloudEventWriterTest {
    private static final UserId ADA = UserId.random();
    private static final UserRegistered REGISTERED = new UserRegistered(
            ADA, new Profile(new Username("ada"), new Email("ada@example.com"), null, null), Role.CUSTOMER);

    @Test
    void personal_data_are_left_out() {
        assertThat(dataOf(written(false, REGISTERED, Map.of())))
                .contains(ADA.toString(), "CUSTOMER")
                .doesNotContain("profile", "ada@example.com");
    }

    @Test
    void personal_data_are_published_where_that_is_configured() {
        assertThat(dataOf(written(true, REGISTERED, Map.of()))).contains("\"profile\"", "ada@example.com");
    }

    @Test
    void a_position_may_be_larger_than_the_integers_of_cloud_events() {
        assertThat(written(false, REGISTERED, Map.of()).getExtension("position"))
                .isEqualTo("3000000000");
    }

    @Test
    void an_actor_is_told_by_an_id_and_nothing_else_of_the_metadata_than_what_is_known() {
        var event = written(
                false,
                new UserLoggedIn(ADA),
                Map.of(
                        Actor.METADATA_KEY,
                        new Actor.User(ADA).toString(),
                        "correlationId",
                        "c-1",
                        "traceparent",
                        "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01",
                        "address",
                        "192.0.2.1"));
        assertThat(event.getExtension("authtype")).isEqualTo("app_user");
        assertThat(event.getExtension("authid")).isEqualTo(ADA.toString());
        assertThat(event.getExtensionNames())
                .containsExactlyInAnyOrder(
                        "position",
                        "aggregatetype",
                        "sequencenumber",
                        "authtype",
                        "authid",
                        "correlationid",
                        "traceparent");
    }

    @Test
    void a_process_of_the_shop_and_a_stranger_are_told_apart() {
        var event = new UserLoggedIn(ADA);
        var bySystem = written(false, event, Map.of(Actor.METADATA_KEY, new Actor.System("demo").toString()));
        assertThat(bySystem.getExtension("authtype")).isEqualTo("system");
        assertThat(bySystem.getExtension("authid")).isEqualTo("demo");
        assertThat(written(false, event, Map.of()).getExtension("authtype")).isEqualTo("unauthenticated");
    }

    private static CloudEvent written(boolean personalData, Object payload, Map<String, ?> metadata) {
        var writer = new CloudEventWriter(
                new PublishingSettings("shop", "/daybook", personalData, 1, null),
                new PersonalDataEncryption(mock()),
                new EventSerializer(new EventNames()));
        var event = new GenericTrackedDomainEventMessage<>(
                new GlobalSequenceTrackingToken(3_000_000_000L),
                new GenericDomainEventMessage<>("User", ADA.toString(), 7, payload, metadata));
        return new JsonFormat().deserialize(writer.write(event).getBytes(StandardCharsets.UTF_8));
    }

    private static String dataOf(CloudEvent event) {
        return new String(Objects.requireNonNull(event.getData()).toBytes(), StandardCharsets.UTF_8);
    }
}
