package dev.daybook.database.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import dev.daybook.support.ThirdLane;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

@ThirdLane
class DataDirectoryTest {

    private final Path home = Path.of(System.getProperty("user.home"));

    @Test
    void the_usual_place_is_in_the_home_of_the_user() {
        assertThat(DataDirectory.of(" ").path()).isEqualTo(home.resolve(".daybook"));
    }

    @Test
    void a_tilde_stands_for_home() {
        assertThat(DataDirectory.of("~/shop").path()).isEqualTo(home.resolve("shop"));
        assertThat(DataDirectory.of("~ada").path()).isEqualTo(Path.of("~ada").toAbsolutePath());
    }
}
