package dev.daybook.database.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import dev.daybook.database.Sql;
import dev.daybook.support.JavaProgram;
import dev.daybook.support.PreparedData;
import dev.daybook.support.ThirdLane;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@ThirdLane
class KilledShopTest {

    @TempDir
    Path home;

    @Test
    void the_server_of_a_killed_shop_is_stopped_and_its_data_are_kept() throws Exception {
        var directory = new DataDirectory(PreparedData.in(home.resolve("data"))).create();
        var sold = home.resolve("sold");
        var shop = open(directory, sold);
        try {
            await().atMost(Duration.ofSeconds(60)).until(() -> Files.exists(sold) || !shop.isAlive());
            assertThatExceptionOfType(DatabaseUnavailable.class)
                    .isThrownBy(() -> EmbeddedDatabase.start(directory).close())
                    .withMessage("The data directory %s is in use by process %d.", directory.path(), shop.pid());
        } finally {
            shop.destroyForcibly().waitFor();
        }

        var pidFile = new PidFile(directory.data());
        var orphan = pidFile.server().orElseThrow();
        try (var database = EmbeddedDatabase.start(directory)) {
            assertThat(orphan.isRunning()).isFalse();
            assertThat(pidFile.server()).isPresent().get().isNotEqualTo(orphan);
            assertThat(Sql.ask(database, "SELECT product FROM sale")).isEqualTo("notebook");
        }
    }

    private Process open(DataDirectory directory, Path sold) throws IOException {
        return JavaProgram.silent(
                        List.of("-Djava.io.tmpdir=" + home),
                        Shop.class,
                        directory.path().toString(),
                        sold.toString())
                .start();
    }

    /** Sells one thing and then does nothing, until it is killed or its parent ends. */
    static final class Shop {

        private Shop() {}

        public static void main(String[] arguments) throws Exception {
            try (var database = EmbeddedDatabase.start(Path.of(arguments[0]))) {
                Sql.execute(database, "CREATE TABLE sale AS SELECT 'notebook' AS product");
                Files.createFile(Path.of(arguments[1]));
                System.in.read();
            }
        }
    }
}
