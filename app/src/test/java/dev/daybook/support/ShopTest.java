package dev.daybook.support;

import dev.daybook.Daybook;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.test.context.ContextConfiguration;

/**
 * A test of the whole shop, over HTTP, on a real PostgreSQL. All such tests share one shop: each makes what it needs. They
 * share an address too, so it has all attempts to log in and to register that it could need; and who has stopped listening is found soon.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@SpringBootTest(
        classes = {Daybook.class, ShopTestConfiguration.class},
        webEnvironment = WebEnvironment.RANDOM_PORT,
        properties = {
            "daybook.demo=false",
            "daybook.metrics.scrape-token=" + ShopTest.SCRAPE_TOKEN,
            "daybook.security.log-in.attempts-per-address=1000000",
            "daybook.security.registration.attempts-per-address=1000000",
            "spring.graphql.cors.allowed-origins=http://page.example",
            "spring.graphql.http.sse.keep-alive=100ms"
        })
@ContextConfiguration(initializers = TestDatabase.class)
public @interface ShopTest {
    String SCRAPE_TOKEN = "a-scrape-token-of-the-tests-alone";
}
