package dev.daybook.database;

import static org.assertj.core.api.Assertions.assertThat;

import dev.daybook.reliability.DatabaseServer;
import dev.daybook.support.PreparedData;
import dev.daybook.support.ThirdLane;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tests what becomes of what a primary has acknowledged when it is gone and its standby is promoted. */
@ThirdLane
class FailoverTests {
    @Test
    void a_promoted_standby_has_what_its_primary_has_committed(@TempDir Path directory) throws Exception {
        try (var primary = DatabaseServer.create(PreparedData.in(directory));
                var standby = primary.standby("standby", List.of())) {
            primary.awaitAtCommit("standby");
            try (var connection = primary.connect();
                    var statement = connection.createStatement()) {
                statement.execute("create table note as select 'notebook' as text");
            }
            primary.kill();
            standby.promote();
            try (var connection = standby.connect();
                    var statement = connection.createStatement();
                    var rows = statement.executeQuery("select text from note")) {
                assertThat(rows.next()).isTrue();
                statement.execute("create table sale ()");
            }
        }
    }
}
