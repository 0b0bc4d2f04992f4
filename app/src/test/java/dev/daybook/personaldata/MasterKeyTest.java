package dev.daybook.personaldata;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MasterKeyTest {
    private static final String OLD = key('o');
    private static final String NEW = key('n');
    private static final byte[] ADA = "ada".getBytes(UTF_8);

    @Test
    void ciphertext_of_the_old_key_is_read_after_a_rotation() throws Exception {
        var ciphertext = new MasterKey(OLD).aead().encrypt("secret".getBytes(UTF_8), ADA);
        assertThat(new MasterKey(NEW + ", " + OLD).aead().decrypt(ciphertext, ADA))
                .isEqualTo("secret".getBytes(UTF_8));
        assertThatExceptionOfType(GeneralSecurityException.class)
                .isThrownBy(() -> new MasterKey(NEW).aead().decrypt(ciphertext, ADA));
    }

    @Test
    void the_first_key_encrypts() throws Exception {
        var ciphertext = new MasterKey(NEW + "," + OLD).aead().encrypt("secret".getBytes(UTF_8), ADA);
        assertThat(new MasterKey(NEW).aead().decrypt(ciphertext, ADA)).isEqualTo("secret".getBytes(UTF_8));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "secret", "c2hvcnQ=", "not base64 at all, but long enough to be", ","})
    void a_key_is_32_bytes_in_base64_and_the_message_does_not_tell_it(String setting) {
        assertThatExceptionOfType(UnusableMasterKey.class)
                .isThrownBy(() -> new MasterKey(setting))
                .withMessage("The master key for personal data is not 32 bytes in Base64.");
        assertThatExceptionOfType(UnusableMasterKey.class).isThrownBy(() -> new MasterKey(NEW + "," + setting));
    }

    @Test
    void a_fingerprint_needs_the_key_and_stays_when_a_new_one_is_put_before_it() {
        var fingerprint = fingerprint(OLD);
        assertThat(fingerprint).hasSize(64);
        assertThat(fingerprint(NEW + "," + OLD)).isEqualTo(fingerprint);
        assertThat(fingerprint(NEW)).isNotEqualTo(fingerprint);
    }

    @Test
    void it_is_never_printed() {
        assertThat(new MasterKey(NEW).toString()).doesNotContain(NEW);
    }

    @Test
    void the_demo_key_is_for_the_demo() {
        var demo = Base64.getEncoder().encodeToString("everybody-knows-this-demo-key-!!".getBytes(UTF_8));
        assertThatExceptionOfType(UnusableMasterKey.class)
                .isThrownBy(() -> new MasterKey(NEW + "," + demo).refuseDemo());
        assertThatCode(() -> new MasterKey(NEW).refuseDemo()).doesNotThrowAnyException();
    }

    private static String fingerprint(String keys) {
        return HexFormat.of().formatHex(new MasterKey(keys).keyedHash().of("input"));
    }

    private static String key(char letter) {
        return Base64.getEncoder()
                .encodeToString(Character.toString(letter).repeat(32).getBytes(UTF_8));
    }
}
