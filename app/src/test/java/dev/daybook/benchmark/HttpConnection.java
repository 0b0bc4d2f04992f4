package dev.daybook.benchmark;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.function.Consumer;

/** Keep-alive connection to a shop, with as little of HTTP as a load needs. */
final class HttpConnection implements LoadConnection {
    private static final int BUFFER = 1 << 15;
    private static final int TIMEOUT_MILLISECONDS = 10_000;
    private static final int LONGEST_COMPLAINT = 500;

    private final GraphQlRequests requests;
    private final Consumer<String> unexpected;
    private final SplittableRandom random = new SplittableRandom();
    private final Socket socket;
    private final InputStream in;

    /** @param unexpected receives answers that are not the expected ones */
    HttpConnection(int port, GraphQlRequests requests, Consumer<String> unexpected) throws IOException {
        this.requests = requests;
        this.unexpected = unexpected;
        socket = new Socket("localhost", port);
        socket.setTcpNoDelay(true);
        socket.setSoTimeout(TIMEOUT_MILLISECONDS);
        in = new BufferedInputStream(socket.getInputStream(), BUFFER);
    }

    @Override
    public boolean request(Workload workload) throws IOException {
        socket.getOutputStream().write(requests.next(workload, random));
        var reply = Reply.read(in);
        if (reply.status() == 200
                && reply.body().contains(GraphQlRequests.expected(workload))
                && !reply.body().contains("\"errors\"")) {
            return true;
        }
        var text = reply.toString();
        unexpected.accept(text.substring(0, Math.min(text.length(), LONGEST_COMPLAINT)));
        return false;
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }

    record Reply(int status, String body) {
        static Reply read(InputStream in) throws IOException {
            var status = Integer.parseInt(line(in).split(" ")[1]);
            var length = 0;
            var chunked = false;
            for (var header = line(in); !header.isEmpty(); header = line(in)) {
                var colon = header.indexOf(':');
                var value = header.substring(colon + 1).strip();
                switch (header.substring(0, colon).toLowerCase(Locale.ROOT)) {
                    case "content-length" -> length = Integer.parseInt(value);
                    case "transfer-encoding" -> chunked = value.equals("chunked");
                    default -> {}
                }
            }
            return new Reply(status, chunked ? chunks(in) : text(in, length));
        }

        private static String chunks(InputStream in) throws IOException {
            var body = new StringBuilder();
            while (true) {
                var length = Integer.parseInt(line(in), 16);
                body.append(text(in, length));
                line(in);
                if (length == 0) {
                    return body.toString();
                }
            }
        }

        private static String text(InputStream in, int length) throws IOException {
            var bytes = in.readNBytes(length);
            if (bytes.length < length) {
                throw new EOFException("The reply breaks off");
            }
            return new String(bytes, ISO_8859_1);
        }

        private static String line(InputStream in) throws IOException {
            var line = new StringBuilder();
            for (var c = in.read(); c != '\n'; c = in.read()) {
                if (c < 0) {
                    throw new EOFException("The reply breaks off");
                }
                if (c != '\r') {
                    line.append((char) c);
                }
            }
            return line.toString();
        }
    }
}
