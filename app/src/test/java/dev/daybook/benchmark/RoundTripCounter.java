package dev.daybook.benchmark;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Stands between a shop and PostgreSQL, and counts in the protocol what all connections send: each execution of a
 * statement, BEGIN and COMMIT included, and each time that a client waits for the answers to what it has sent at once.
 */
final class RoundTripCounter implements AutoCloseable {
    private static final int SSL_REQUEST = 80877103;
    private static final int GSS_REQUEST = 80877104;
    private static final int QUERY = 'Q';
    private static final int EXECUTE = 'E';
    private static final int SYNC = 'S';

    private final AtomicLong statements = new AtomicLong();
    private final AtomicLong roundTrips = new AtomicLong();
    private final ServerSocket door = new ServerSocket(0, 0, InetAddress.getLoopbackAddress());
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final URI server;

    /** @param url JDBC address of the server */
    RoundTripCounter(String url) throws IOException {
        server = URI.create(url.substring("jdbc:".length()));
        threads.submit(this::accept);
    }

    record Counts(long statements, long roundTrips) {
        Counts minus(Counts earlier) {
            return new Counts(statements - earlier.statements, roundTrips - earlier.roundTrips);
        }
    }

    Counts counts() {
        return new Counts(statements.get(), roundTrips.get());
    }

    /** Returns the JDBC address of the same database by way of this. */
    String url() {
        return "jdbc:postgresql://localhost:" + door.getLocalPort() + server.getPath();
    }

    private Void accept() throws IOException {
        while (true) {
            var client = door.accept();
            threads.submit(() -> connect(client));
        }
    }

    private Void connect(Socket client) throws IOException, InterruptedException {
        try (client;
                var upstream = new Socket(server.getHost(), server.getPort() < 0 ? 5432 : server.getPort())) {
            client.setTcpNoDelay(true);
            upstream.setTcpNoDelay(true);
            var answers = threads.submit(() -> upstream.getInputStream().transferTo(client.getOutputStream()));
            try {
                forward(client, upstream);
            } finally {
                answers.cancel(true);
            }
        }
        return null;
    }

    private void forward(Socket client, Socket upstream) throws IOException {
        var in = new DataInputStream(new BufferedInputStream(client.getInputStream()));
        var out = new DataOutputStream(new BufferedOutputStream(upstream.getOutputStream()));
        start(client, in, out);
        var expectsAnswer = false;
        for (var type = in.read(); type >= 0; type = in.read()) {
            if (type == QUERY || type == EXECUTE) {
                statements.incrementAndGet();
            }
            expectsAnswer |= type == QUERY || type == SYNC;
            out.writeByte(type);
            copy(in.readInt(), in, out);
            if (in.available() == 0) {
                if (expectsAnswer) {
                    roundTrips.incrementAndGet();
                    expectsAnswer = false;
                }
                out.flush();
            }
        }
    }

    /** The first message has no type. Encryption is refused, so that the others can be read. */
    private static void start(Socket client, DataInputStream in, DataOutputStream out) throws IOException {
        in.mark(Long.BYTES);
        var length = in.readInt();
        var code = in.readInt();
        if (code == SSL_REQUEST || code == GSS_REQUEST) {
            client.getOutputStream().write('N');
            start(client, in, out);
        } else {
            in.reset();
            in.readInt();
            copy(length, in, out);
            out.flush();
        }
    }

    /** Copies the rest of a message. Its length, which comes first, counts itself. */
    private static void copy(int length, DataInputStream in, DataOutputStream out) throws IOException {
        out.writeInt(length);
        out.write(in.readNBytes(length - Integer.BYTES));
    }

    @Override
    public void close() throws IOException {
        door.close();
        threads.shutdownNow();
    }
}
