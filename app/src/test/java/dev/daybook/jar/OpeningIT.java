package dev.daybook.jar;

import static org.assertj.core.api.Assertions.assertThat;

import dev.daybook.support.PreparedData;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A shop is asked from the first moment on, and its first answer is kept. */
class OpeningIT {
    @TempDir
    static Path data;

    private static JarProcess shop;
    private static List<String> categoriesAtFirst;
    private static String roleOfRootAtFirst;

    @BeforeAll
    static void open() {
        shop = JarProcess.start(
                PreparedData.in(data),
                Map.of(
                        "DAYBOOK_DEMO", "false",
                        "DAYBOOK_ADMIN_USERNAME", "root",
                        "DAYBOOK_ADMIN_EMAIL", "root@example.com",
                        "DAYBOOK_ADMIN_PASSWORD", "Lunar-module-1"));
        categoriesAtFirst = Awaitility.await()
                .pollInterval(Duration.ofMillis(5))
                .atMost(Duration.ofSeconds(120))
                .ignoreExceptions()
                .until(
                        () -> shop.anonymous()
                                .run("{ categories { slug } }")
                                .path("categories[*].slug")
                                .entityList(String.class)
                                .get(),
                        _ -> true);
        roleOfRootAtFirst = shop.anonymous()
                .logIn("root", "Lunar-module-1")
                .run("{ me { role } }")
                .path("me.role")
                .entity(String.class)
                .get();
    }

    @AfterAll
    static void close() {
        shop.close();
    }

    @Test
    void the_first_answer_has_the_default_categories_in_it() {
        assertThat(categoriesAtFirst).hasSize(4);
    }

    @Test
    void the_first_administrator_is_there_too_and_may_have_a_name_that_nobody_else_can_take() {
        assertThat(roleOfRootAtFirst).isEqualTo("ADMIN");
    }

    @Test
    void a_second_shop_on_the_same_data_is_told_so_at_once() {
        try (var second = JarProcess.start(data, Map.of("DAYBOOK_DEMO", "false"))) {
            assertThat(second.awaitRefusal()).contains("DAYBOOK_DATA_DIR").doesNotContain("\tat ");
        }
    }

    @Test
    void a_wrong_setting_is_told_in_two_lines_and_no_secret_is_printed(@TempDir Path elsewhere) {
        try (var wrong = JarProcess.start(
                elsewhere, Map.of("DAYBOOK_DEMO", "false", "DAYBOOK_SECURITY_TOKENSECRET", "hunter2"))) {
            assertThat(wrong.awaitRefusal())
                    .contains("shorter than 32 characters", "DAYBOOK_SECURITY_TOKENSECRET")
                    .doesNotContain("\tat ")
                    .doesNotContain("hunter2");
        }
    }
}
