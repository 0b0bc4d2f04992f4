package dev.daybook.graphql.storefront;

import static org.assertj.core.api.Assertions.assertThat;

import dev.daybook.support.Shop;
import dev.daybook.support.ShopTest;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;

/** The one script that stands in a page: the same in that of the storefront and in that of the operator. */
@ShopTest
class StorefrontPolicyTests {
    private static final Pattern IMPORT_MAP = Pattern.compile("(?s)<script type=\"importmap\">(.*?)</script>");

    @Autowired
    Shop shop;

    @ParameterizedTest
    @ValueSource(strings = {"/", "/operations"})
    void the_import_map_of_a_page_is_permitted(String page) throws Exception {
        try (var http = HttpClient.newHttpClient()) {
            var answer = http.send(
                    HttpRequest.newBuilder(URI.create(shop.anonymous().address() + page))
                            .build(),
                    BodyHandlers.ofString());
            var map = IMPORT_MAP.matcher(answer.body()).results().findFirst().orElseThrow();
            var hash = MessageDigest.getInstance("SHA-256").digest(map.group(1).getBytes(StandardCharsets.UTF_8));
            assertThat(answer.headers().firstValue("Content-Security-Policy").orElseThrow())
                    .contains("'sha256-%s'".formatted(Base64.getEncoder().encodeToString(hash)));
        }
    }
}
