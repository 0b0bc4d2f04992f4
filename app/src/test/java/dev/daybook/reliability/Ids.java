package dev.daybook.reliability;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Base64;

/** Reads global ids, without the code of the shop. */
final class Ids {
    private Ids() {}

    static String uuid(String globalId) {
        var text = new String(Base64.getUrlDecoder().decode(globalId), UTF_8);
        return text.substring(text.indexOf(':') + 1);
    }
}
