package dev.daybook.personaldata;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.daybook.eventstore.serialization.EventNames;
import dev.daybook.eventstore.serialization.EventSerializer;
import dev.daybook.ordering.OrderEvent.OrderPlaced;
import dev.daybook.support.ShopTest;
import dev.daybook.users.Email;
import dev.daybook.users.FullName;
import dev.daybook.users.PersonalData;
import dev.daybook.users.Profile;
import dev.daybook.users.UserEvent.ProfileChanged;
import dev.daybook.users.UserEvent.UserLoggedIn;
import dev.daybook.users.UserId;
import dev.daybook.users.Username;
import java.lang.reflect.Field;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;
import javax.sql.DataSource;
import net.ttddyy.dsproxy.QueryCount;
import net.ttddyy.dsproxy.listener.SingleQueryCountHolder;
import net.ttddyy.dsproxy.support.ProxyDataSourceBuilder;
import org.axonframework.serialization.SerializedType;
import org.axonframework.serialization.SimpleSerializedObject;
import org.axonframework.serialization.SimpleSerializedType;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

@ShopTest
class PersonalDataEncryptionTests {
    private static final Profile PROFILE =
            new Profile(new Username("ada"), new Email("ada@analytical.org"), new FullName("Ada Lovelace"), null);

    @Autowired
    PersonalDataEncryption encryption;

    @Autowired
    PersonalKeyring keys;

    @Autowired
    EventNames names;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    PlatformTransactionManager transactions;

    @Autowired
    DataSource database;

    @Autowired
    MasterKey masterKey;

    private final EventSerializer serializer = new EventSerializer(new EventNames());
    private final UserId ada = UserId.random();

    @Test
    void personal_data_are_encrypted_and_the_rest_is_readable() {
        var stored = encrypted(new ProfileChanged(ada, PROFILE));
        assertThat(stored).doesNotContain("ada@", "Lovelace").contains(ada.toString());
        assertThat(tree(stored).propertyNames()).containsExactlyInAnyOrder("user", "profile");
        assertThat(tree(stored).get("profile").propertyNames()).containsExactlyInAnyOrder("sealed", "of");
        assertThat(decrypted(stored)).isEqualTo(new ProfileChanged(ada, PROFILE));
    }

    @Test
    void the_same_text_is_never_encrypted_the_same() {
        var event = new ProfileChanged(ada, PROFILE);
        assertThat(encrypted(event)).isNotEqualTo(encrypted(event));
    }

    @Test
    void an_event_that_tells_nothing_is_stored_as_it_is() {
        var event = new UserLoggedIn(ada);
        var plain = serializer.serialize(event, String.class).getData();
        assertThat(encryption.encrypt(UserLoggedIn.class, typeOf(UserLoggedIn.class), plain))
                .isSameAs(plain);
        assertThat(jdbc.sql("select count(*) from personal_keys where user_id = ?")
                        .param(ada.value())
                        .query(Integer.class)
                        .single())
                .isZero();
    }

    @Test
    void amounts_beside_encrypted_fields_stay_exact() {
        var plain =
                "{\"customer\": \"%s\", \"shippingAddress\": \"Row 1\", \"amount\": 9999999899000000.01, \"price\": 12.50}"
                        .formatted(ada);
        var type = typeOf(OrderPlaced.class);
        var stored = inTransaction(() -> encryption.encrypt(OrderPlaced.class, type, plain));
        for (var text : List.of(stored, encryption.decrypt(type, stored))) {
            assertThat(text).contains("9999999899000000.01", "12.50");
        }
    }

    @Test
    void once_the_key_is_gone_the_event_is_read_without_it_and_none_can_be_written() {
        var stored = encrypted(new ProfileChanged(ada, PROFILE));
        inTransaction(() -> keys.destroy(ada));
        assertThat(decrypted(stored)).isEqualTo(new ProfileChanged(ada, null));
        assertThatExceptionOfType(PersonalDataErased.class)
                .isThrownBy(() -> encrypted(new ProfileChanged(ada, PROFILE)));
    }

    @Test
    void the_keys_of_many_persons_come_with_one_statement() {
        var alan = UserId.random();
        encrypted(new ProfileChanged(ada, PROFILE));
        encrypted(new ProfileChanged(alan, PROFILE));
        inTransaction(() -> keys.destroy(alan));
        var stranger = UserId.random();
        var statements = new SingleQueryCountHolder();
        var watched =
                ProxyDataSourceBuilder.create(database).countQuery(statements).build();
        var found = new PersonalKeyring(JdbcClient.create(watched), masterKey).of(Set.of(ada, alan, stranger));
        assertThat(statements.getQueryCountMap().values()).singleElement().returns(1L, QueryCount::getTotal);
        assertThat(found.get(ada)).isPresent();
        assertThat(found).containsEntry(alan, Optional.empty()).containsEntry(stranger, Optional.empty());
    }

    @Test
    void a_key_that_was_never_made_cannot_be_made_after_it_was_destroyed() {
        inTransaction(() -> keys.destroy(ada));
        assertThatExceptionOfType(PersonalDataErased.class)
                .isThrownBy(() -> encrypted(new ProfileChanged(ada, PROFILE)));
    }

    @Test
    void a_destruction_that_is_rolled_back_has_not_happened() {
        var stored = encrypted(new ProfileChanged(ada, PROFILE));
        new TransactionTemplate(transactions).executeWithoutResult(status -> {
            keys.destroy(ada);
            status.setRollbackOnly();
        });
        assertThat(decrypted(stored)).isEqualTo(new ProfileChanged(ada, PROFILE));
    }

    @Test
    void ciphertext_cannot_be_moved_to_another_person_or_event() {
        var stored = encrypted(new ProfileChanged(ada, PROFILE));
        var alan = UserId.random();
        encrypted(new ProfileChanged(alan, PROFILE));
        var asAlans = tree(stored);
        ((ObjectNode) asAlans.get("profile")).put("of", alan.toString());
        assertThatIllegalStateException()
                .isThrownBy(() -> encryption.decrypt(typeOf(ProfileChanged.class), asAlans.toString()));
        assertThatIllegalStateException()
                .isThrownBy(() -> encryption.decrypt(new SimpleSerializedType("users.ProfileChanged", "2"), stored));
        assertThatIllegalStateException()
                .isThrownBy(() -> encryption.decrypt(new SimpleSerializedType("users.UserRegistered", null), stored));
    }

    @Test
    void keys_are_stored_wrapped_each_by_the_master_key_for_one_person() {
        encrypted(new ProfileChanged(ada, PROFILE));
        var alan = UserId.random();
        jdbc.sql(
                        "insert into personal_keys (user_id, wrapped_key) select ?, wrapped_key from personal_keys where user_id = ?")
                .params(alan.value(), ada.value())
                .update();
        try {
            assertThatExceptionOfType(UnusableMasterKey.class).isThrownBy(() -> keys.of(Set.of(alan)));
        } finally {
            jdbc.sql("delete from personal_keys where user_id = ?")
                    .param(alan.value())
                    .update();
        }
    }

    /** Else nobody would think of what it is once the person is erased. */
    @Test
    void personal_data_are_nullable_and_name_their_person() {
        forEachPersonalField(field -> {
            assertThat(field.getAnnotatedType().isAnnotationPresent(Nullable.class))
                    .as(field.toString())
                    .isTrue();
            assertThat(PersonalDataEncryption.PersonalFields.in(field.getDeclaringClass())
                            .user())
                    .isNotEmpty();
        });
        assertThat(PersonalDataEncryption.PersonalFields.in(OrderPlaced.class).user())
                .isEqualTo("customer");
    }

    @Test
    void an_event_that_does_not_say_whose_personal_data_it_has_is_refused() {
        record Gossip(@PersonalData @Nullable String text) {}
        record Talk(
                UserId one,
                UserId other,
                @PersonalData @Nullable String text) {}
        assertThatIllegalStateException().isThrownBy(() -> PersonalDataEncryption.PersonalFields.in(Gossip.class));
        assertThatIllegalStateException().isThrownBy(() -> PersonalDataEncryption.PersonalFields.in(Talk.class));
    }

    private void forEachPersonalField(Consumer<Field> check) {
        var fields = names.stored().stream()
                .flatMap(type -> Arrays.stream(type.getDeclaredFields()))
                .filter(field -> field.isAnnotationPresent(PersonalData.class))
                .toList();
        assertThat(fields).hasSizeGreaterThanOrEqualTo(5);
        fields.forEach(check);
    }

    private String encrypted(Object event) {
        var plain = serializer.serialize(event, String.class);
        return inTransaction(() -> encryption.encrypt(event.getClass(), plain.getType(), plain.getData()));
    }

    private Object decrypted(String stored) {
        var type = typeOf(ProfileChanged.class);
        return serializer.deserialize(
                new SimpleSerializedObject<>(encryption.decrypt(type, stored), String.class, type));
    }

    private SerializedType typeOf(Class<?> type) {
        return serializer.typeForClass(type);
    }

    private String inTransaction(Supplier<String> work) {
        return Objects.requireNonNull(new TransactionTemplate(transactions).execute(_ -> work.get()));
    }

    private void inTransaction(Runnable work) {
        new TransactionTemplate(transactions).executeWithoutResult(_ -> work.run());
    }

    private static ObjectNode tree(String json) {
        return (ObjectNode) JsonMapper.shared().readTree(json);
    }
}
