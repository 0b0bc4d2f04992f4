package dev.daybook.fuzz;

import static java.util.concurrent.TimeUnit.MILLISECONDS;

import dev.daybook.support.RawSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A WebSocket, frame by frame. */
final class Socket implements AutoCloseable {
    static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final JsonMapper JSON = new JsonMapper();

    private final LinkedBlockingQueue<JsonNode> frames = new LinkedBlockingQueue<>();
    private final CompletableFuture<Integer> closed = new CompletableFuture<>();
    private final WebSocket socket;

    private Socket(HttpClient http, String address) {
        socket = http.newWebSocketBuilder()
                .subprotocols("graphql-transport-ws")
                .buildAsync(URI.create(address.replaceFirst("^http", "ws") + "/graphql"), new Listener())
                .join();
    }

    static Socket open(HttpClient http, String address) {
        return new Socket(http, address);
    }

    /** With a connection that has been acknowledged. */
    static Socket open(HttpClient http, String address, @Nullable String token) throws InterruptedException {
        var socket = open(http, address);
        var payload = token == null ? Map.of() : Map.of("Authorization", "Bearer " + token);
        socket.send(Notation.json(Map.of("type", "connection_init", "payload", payload)));
        if (!socket.next().path("type").asString("").equals("connection_ack")) {
            throw new AssertionError("No acknowledgement came");
        }
        return socket;
    }

    void send(String frame) {
        RawSocket.await(socket.sendText(frame, true));
    }

    void send(byte[] frame) {
        RawSocket.await(socket.sendBinary(ByteBuffer.wrap(frame), true));
    }

    void subscribe(String id, String payload) {
        send("{\"id\":%s,\"type\":\"subscribe\",\"payload\":%s}".formatted(Notation.json(id), payload));
    }

    void complete(String id) {
        send(Notation.json(Map.of("id", id, "type", "complete")));
    }

    /** The next frame that is no ping, or one of the types closed and nothing when none came. */
    JsonNode next() throws InterruptedException {
        var end = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            var frame = frames.poll(Math.max(0, (end - System.nanoTime()) / 1_000_000), MILLISECONDS);
            if (frame == null) {
                return JSON.readTree("{\"type\":\"nothing\"}");
            } else if (!frame.path("type").asString("").equals("ping")) {
                return frame;
            }
        }
    }

    /** The code that it was closed with, or null while it is open. */
    @Nullable Integer closed() {
        return closed.getNow(null);
    }

    /** As soon as it is closed. */
    int awaitClosed() {
        return closed.orTimeout(PATIENCE.toMillis(), MILLISECONDS).join();
    }

    @Override
    public void close() {
        socket.abort();
    }

    private final class Listener implements WebSocket.Listener {
        private final StringBuilder text = new StringBuilder();

        @Override
        public @Nullable CompletionStage<?> onText(WebSocket socket, CharSequence part, boolean last) {
            text.append(part);
            if (last) {
                frames.add(JSON.readTree(text.toString()));
                text.setLength(0);
            }
            socket.request(1);
            return null;
        }

        @Override
        public @Nullable CompletionStage<?> onClose(WebSocket socket, int code, String reason) {
            end(code);
            return null;
        }

        @Override
        public void onError(WebSocket socket, Throwable thrown) {
            end(1006);
        }

        /** Records the end, so that nobody waits for a frame any longer. */
        private void end(int code) {
            closed.complete(code);
            frames.add(JSON.readTree("{\"type\":\"closed\",\"code\":%d}".formatted(code)));
        }
    }
}
