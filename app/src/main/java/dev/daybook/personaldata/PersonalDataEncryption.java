package dev.daybook.personaldata;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.toSet;

import com.google.crypto.tink.Aead;
import dev.daybook.users.PersonalData;
import dev.daybook.users.UserId;
import java.lang.reflect.Field;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.axonframework.serialization.SerializedType;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.cfg.JsonNodeFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Encrypts the {@link PersonalData} in the JSON of events and snapshots before they are stored, and decrypts them when
 * they are read, before upcasters apply (crypto-shredding). An encrypted field is stored as {@code {"sealed":
 * <ciphertext>, "of": <user>}}; the fields of an erased user are read as null.
 */
@Component
public class PersonalDataEncryption {
    private static final String CIPHERTEXT = "sealed";
    private static final String OWNER = "of";

    private final PersonalKeyring keys;
    /** Keeps numbers as they are, to the last digit. */
    private final JsonMapper json = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .build();

    private final ConcurrentMap<Class<?>, PersonalFields> personalFields = new ConcurrentHashMap<>();

    public PersonalDataEncryption(PersonalKeyring keys) {
        this.keys = keys;
    }

    /** Personal fields of a class, and the field of the user to whom they belong. */
    record PersonalFields(String user, List<String> fields) {
        static PersonalFields in(Class<?> type) {
            var fields = Arrays.stream(type.getDeclaredFields())
                    .filter(field -> field.isAnnotationPresent(PersonalData.class))
                    .map(Field::getName)
                    .toList();
            if (fields.isEmpty()) {
                return new PersonalFields("", fields);
            }
            var users = Arrays.stream(type.getDeclaredFields())
                    .filter(field -> field.getType() == UserId.class)
                    .map(Field::getName)
                    .toList();
            if (users.size() != 1) {
                throw new IllegalStateException("%s does not say whose personal data it holds".formatted(type));
            }
            return new PersonalFields(users.getFirst(), fields);
        }
    }

    /** The names of the personal fields of an event. */
    public List<String> fieldsOf(Class<?> event) {
        return personalIn(event).fields();
    }

    private PersonalFields personalIn(Class<?> type) {
        return personalFields.computeIfAbsent(type, PersonalFields::in);
    }

    public String encrypt(Class<?> type, SerializedType storedAs, String plain) {
        var personal = personalIn(type);
        if (personal.fields().isEmpty()) {
            return plain;
        }
        var tree = (ObjectNode) json.readTree(plain);
        for (var field : personal.fields()) {
            var value = tree.get(field);
            if (value != null) {
                var user = user(tree, personal.user());
                tree.putObject(field)
                        .put(CIPHERTEXT, ciphertextOf(value.toString(), user, associatedData(field, storedAs, user)))
                        .put(OWNER, user.toString());
            }
        }
        return tree.toString();
    }

    public String decrypt(SerializedType storedAs, String stored) {
        var encrypted = encrypted(storedAs, stored);
        return encrypted.decrypt(keys.of(encrypted.owners()));
    }

    public EncryptedPayload encrypted(SerializedType storedAs, String stored) {
        return new EncryptedPayload(
                storedAs, stored, stored.contains('"' + CIPHERTEXT + '"') ? (ObjectNode) json.readTree(stored) : null);
    }

    /** Payload as it is stored, to be decrypted with the keys of the users to whom parts of it belong. */
    public final class EncryptedPayload {
        private final SerializedType storedAs;
        private final String stored;
        /** Null when nothing in it is encrypted. */
        private final @Nullable ObjectNode tree;

        private EncryptedPayload(SerializedType storedAs, String stored, @Nullable ObjectNode tree) {
            this.storedAs = storedAs;
            this.stored = stored;
            this.tree = tree;
        }

        public Set<UserId> owners() {
            return tree == null
                    ? Set.of()
                    : tree.properties().stream()
                            .map(Map.Entry::getValue)
                            .filter(EncryptedPayload::isEncrypted)
                            .map(value -> user(value, OWNER))
                            .collect(toSet());
        }

        /** @param keys of all owners */
        public String decrypt(Map<UserId, Optional<Aead>> keys) {
            if (tree == null) {
                return stored;
            }
            var decrypted = json.createObjectNode();
            tree.forEachEntry(
                    (field, value) -> decrypted.set(field, isEncrypted(value) ? decrypt(field, value, keys) : value));
            return decrypted.toString();
        }

        private JsonNode decrypt(String field, JsonNode value, Map<UserId, Optional<Aead>> keys) {
            var user = user(value, OWNER);
            return Objects.requireNonNull(keys.get(user))
                    .map(key -> json.readTree(
                            plaintextOf(value.get(CIPHERTEXT).asString(), key, associatedData(field, storedAs, user))))
                    .orElse(json.getNodeFactory().nullNode());
        }

        private static boolean isEncrypted(JsonNode value) {
            return value.isObject() && value.has(CIPHERTEXT);
        }
    }

    private String ciphertextOf(String plain, UserId user, byte[] associatedData) {
        try {
            var ciphertext = keys.forEncryption(user).encrypt(plain.getBytes(UTF_8), associatedData);
            return Base64.getEncoder().encodeToString(ciphertext);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Cannot encrypt personal data", e);
        }
    }

    private static byte[] plaintextOf(String ciphertext, Aead key, byte[] associatedData) {
        try {
            return key.decrypt(Base64.getDecoder().decode(ciphertext), associatedData);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Personal data in the log have been tampered with", e);
        }
    }

    private static UserId user(JsonNode tree, String field) {
        return new UserId(UUID.fromString(tree.get(field).asString()));
    }

    /** Associated data that bind a ciphertext to its user, event type and field. */
    private static byte[] associatedData(String field, SerializedType storedAs, UserId user) {
        return "%s|%s|%s|%s"
                .formatted(user, storedAs.getName(), storedAs.getRevision(), field)
                .getBytes(UTF_8);
    }
}
