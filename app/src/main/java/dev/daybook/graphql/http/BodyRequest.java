package dev.daybook.graphql.http;

import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;

/** Request whose body is in memory before any handler sees it. */
class BodyRequest extends HttpServletRequestWrapper {
    private final ServletInputStream body;

    BodyRequest(HttpServletRequest request, byte[] body) {
        super(request);
        this.body = new Body(body);
    }

    /** A request of unknown length, with a body that is read up to the limit. */
    static BodyRequest bounded(HttpServletRequest request, int most) throws IOException {
        var bytes = request.getInputStream().readNBytes(most + 1);
        if (bytes.length > most) {
            throw RefusedRequest.tooLarge(most);
        }
        return new BodyRequest(request, bytes);
    }

    @Override
    public ServletInputStream getInputStream() {
        return body;
    }

    @Override
    public BufferedReader getReader() {
        return new BufferedReader(new InputStreamReader(body, StandardCharsets.UTF_8));
    }

    private static final class Body extends ServletInputStream {
        private final ByteArrayInputStream bytes;

        Body(byte[] bytes) {
            this.bytes = new ByteArrayInputStream(bytes);
        }

        @Override
        public int read() {
            return bytes.read();
        }

        @Override
        public int read(byte[] into, int offset, int length) {
            return bytes.read(into, offset, length);
        }

        @Override
        public boolean isFinished() {
            return bytes.available() == 0;
        }

        @Override
        public boolean isReady() {
            return true;
        }

        @Override
        public void setReadListener(ReadListener listener) {
            throw new UnsupportedOperationException("Bodies are read at once");
        }
    }
}
