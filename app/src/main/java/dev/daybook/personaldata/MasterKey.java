package dev.daybook.personaldata;

import com.google.crypto.tink.AccessesPartialKey;
import com.google.crypto.tink.Aead;
import com.google.crypto.tink.InsecureSecretKeyAccess;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.RegistryConfiguration;
import com.google.crypto.tink.aead.AeadConfig;
import com.google.crypto.tink.aead.AesGcmKey;
import com.google.crypto.tink.aead.AesGcmParameters;
import com.google.crypto.tink.util.SecretBytes;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Master key that encrypts the keys of all users: the same on every node, another in every shop.
 *
 * @param masterKey 32 bytes in Base64. Several are separated by commas: new keys are encrypted with the first, and
 *     older ones are read with any.
 */
@ConfigurationProperties("daybook.personal-data")
public record MasterKey(@DefaultValue(DEMO_KEY) String masterKey) {
    private static final String DEMO_KEY = "ZXZlcnlib2R5LWtub3dzLXRoaXMtZGVtby1rZXktISE=";
    private static final int BYTES = 32;

    /** Checks the keys here and not by an annotation, whose report would print them. */
    public MasterKey {
        keys(masterKey);
    }

    /** Refuses the demo key, for shops whose customers are real. */
    public void refuseDemo() {
        if (masterKey.contains(DEMO_KEY)) {
            throw new UnusableMasterKey(
                    "The profile 'production' does not run on the demo master key for personal data.");
        }
    }

    Aead aead() {
        try {
            AeadConfig.register();
            var keyset = KeysetHandle.newBuilder();
            var keys = keys(masterKey);
            for (int i = 0; i < keys.size(); i++) {
                var entry = KeysetHandle.importKey(aesGcm(keys.get(i))).withRandomId();
                keyset.addEntry(i == 0 ? entry.makePrimary() : entry);
            }
            return keyset.build().getPrimitive(RegistryConfiguration.get(), Aead.class);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Cannot use the master key", e);
        }
    }

    /** The hash keyed with the oldest key, so that a new key in front changes no hash. */
    public KeyedHash keyedHash() {
        return new KeyedHash(keys(masterKey).getLast());
    }

    @Override
    public String toString() {
        return "MasterKey[********]";
    }

    private static List<byte[]> keys(String setting) {
        try {
            var keys = Arrays.stream(setting.split(",", -1))
                    .map(String::strip)
                    .map(Base64.getDecoder()::decode)
                    .toList();
            if (keys.stream().allMatch(key -> key.length == BYTES)) {
                return keys;
            }
        } catch (IllegalArgumentException _) {
            // Falls through to the same message, which holds nothing of the key.
        }
        throw new UnusableMasterKey("The master key for personal data is not 32 bytes in Base64.");
    }

    /** A key without a prefix in its ciphertexts, so that the order of the keys may change: each is tried. */
    @AccessesPartialKey
    private static AesGcmKey aesGcm(byte[] key) throws GeneralSecurityException {
        return AesGcmKey.builder()
                .setParameters(AesGcmParameters.builder()
                        .setKeySizeBytes(BYTES)
                        .setIvSizeBytes(12)
                        .setTagSizeBytes(16)
                        .setVariant(AesGcmParameters.Variant.NO_PREFIX)
                        .build())
                .setKeyBytes(SecretBytes.copyFrom(key, InsecureSecretKeyAccess.get()))
                .build();
    }
}
