package dev.daybook.database;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.daybook.support.Emoji;
import dev.daybook.support.TestDatabase;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.postgresql.PGConnection;

/** Text written by COPY is read back unchanged. */
class CopyTextTests {
    /** Tests the buffer sizes of pgjdbc's Reader and streams, of Java's streams and our chunks, in units or bytes. */
    @ParameterizedTest
    @ValueSource(ints = {4_096, 8_192, 16_384, 32_768, 65_536, 131_072, 262_144})
    void a_pair_of_surrogates_survives_on_every_side_of_a_boundary(int boundary) throws Exception {
        var texts = new ArrayList<String>();
        for (int before = boundary - 4; before <= boundary + 4; before++) {
            texts.add("x".repeat(before) + "\uD83D\uDE00\uD842\uDFB7x");
        }
        for (var text : texts) {
            assertThat(copied(List.of(text))).containsExactly(text);
        }
    }

    @Test
    void pairs_of_surrogates_survive_wherever_they_lie() throws Exception {
        var texts = Emoji.texts(150_000);
        assertThat(copied(texts)).isEqualTo(texts);
    }

    @Test
    void characters_with_a_meaning_in_copy_are_escaped() throws Exception {
        var texts = List.of("", "\\N", "\\.", "a\tb\nc\rd\\e\u2028", "\\\\", "\u0001\u007F\u009B");
        assertThat(copied(texts)).isEqualTo(texts);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\uD83D", "\uDE00", "x\uD83Dx", "\uDE00\uD83D", "\uD83D\uD83D\uDE00", "\uD83D\uDE00\uDE00"})
    void half_of_a_pair_is_refused_rather_than_stored_as_a_question_mark(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> new CopyText().add(text));
    }

    private static List<String> copied(List<String> texts) throws SQLException, IOException {
        try (var connection = TestDatabase.dataSource().getConnection();
                var statement = connection.createStatement()) {
            statement.execute("create temporary table copied (number int, text text)");
            var rows = new CopyText();
            for (int i = 0; i < texts.size(); i++) {
                rows.add(i, texts.get(i));
            }
            connection.unwrap(PGConnection.class).getCopyAPI().copyIn("copy copied from stdin", rows.bytes());
            return stored(connection);
        }
    }

    private static List<String> stored(Connection connection) throws SQLException {
        var stored = new ArrayList<String>();
        try (var statement = connection.createStatement();
                var row = statement.executeQuery("select convert_to(text, 'UTF8') from copied order by number")) {
            while (row.next()) {
                stored.add(new String(row.getBytes(1), UTF_8));
            }
        }
        return stored;
    }
}
