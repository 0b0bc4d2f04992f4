package dev.daybook.benchmark;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import dev.daybook.benchmark.HttpConnection.Reply;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class HttpConnectionTest {
    @Test
    void replies_follow_each_other_on_one_connection_in_one_piece_or_in_chunks() throws IOException {
        var in = line("HTTP/1.1 200 \r\nContent-Type: application/json\r\nContent-Length: 9\r\n\r\n{\"one\":1}"
                + "HTTP/1.1 500 \r\nTransfer-Encoding: chunked\r\n\r\na\r\n{\"errors\":\r\n3\r\n[]}\r\n0\r\n\r\n"
                + "HTTP/1.1 204 \r\n\r\n");
        assertThat(Reply.read(in)).isEqualTo(new Reply(200, "{\"one\":1}"));
        assertThat(Reply.read(in)).isEqualTo(new Reply(500, "{\"errors\":[]}"));
        assertThat(Reply.read(in)).isEqualTo(new Reply(204, ""));
    }

    @Test
    void a_reply_that_breaks_off_is_none() {
        assertThatIOException().isThrownBy(() -> Reply.read(line("HTTP/1.1 200 \r\nContent-Length: 9\r\n\r\n{\"one")));
    }

    private static ByteArrayInputStream line(String text) {
        return new ByteArrayInputStream(text.getBytes(ISO_8859_1));
    }
}
