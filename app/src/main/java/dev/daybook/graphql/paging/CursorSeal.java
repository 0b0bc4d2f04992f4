package dev.daybook.graphql.paging;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.daybook.personaldata.KeyedHash;
import dev.daybook.security.SecuritySettings;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import org.springframework.graphql.server.WebGraphQlInterceptor;
import org.springframework.graphql.server.WebGraphQlRequest;
import org.springframework.graphql.server.WebGraphQlResponse;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * Seals cursors with a hash under the secret of the shop, so that a list takes only those that a node of the shop has
 * given for it. As an interceptor it gives itself to each operation.
 */
@Component
class CursorSeal implements WebGraphQlInterceptor {
    /** Length of a seal in bytes, of the 32 that the hash has. */
    private static final int LENGTH = 12;

    private final KeyedHash hash;

    CursorSeal(SecuritySettings settings) {
        hash = new KeyedHash(settings.tokenSecret().getBytes(UTF_8));
    }

    @Override
    public Mono<WebGraphQlResponse> intercept(WebGraphQlRequest request, Chain chain) {
        request.configureExecutionInput((_, input) ->
                input.graphQLContext(Map.of(CursorSeal.class, this)).build());
        return chain.next(request);
    }

    String seal(Cursor cursor, String list) {
        var text = cursor.toString();
        var bytes = text.getBytes(UTF_8);
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(ByteBuffer.allocate(bytes.length + LENGTH)
                        .put(bytes)
                        .put(hash.of("cursor of %s %s".formatted(list, text)), 0, LENGTH)
                        .array());
    }

    /** The cursor, if it was sealed for the list. It is sealed again to compare all of it: a text has one form only. */
    Optional<Cursor> open(String sealed, String list) {
        try {
            var bytes = Base64.getUrlDecoder().decode(sealed);
            var cursor = Cursor.parse(new String(bytes, 0, Math.max(0, bytes.length - LENGTH), UTF_8));
            return MessageDigest.isEqual(seal(cursor, list).getBytes(UTF_8), sealed.getBytes(UTF_8))
                    ? Optional.of(cursor)
                    : Optional.empty();
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }
}
