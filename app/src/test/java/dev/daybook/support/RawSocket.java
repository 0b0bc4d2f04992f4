package dev.daybook.support;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A WebSocket of somebody who need not keep to the protocol. */
public final class RawSocket implements AutoCloseable {
    private static final JsonMapper JSON = new JsonMapper();
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final HttpClient http = HttpClient.newHttpClient();
    private final LinkedBlockingQueue<JsonNode> messages = new LinkedBlockingQueue<>();
    private final CompletableFuture<Integer> closed = new CompletableFuture<>();
    private final WebSocket socket;

    private RawSocket(String address) {
        socket = http.newWebSocketBuilder()
                .subprotocols("graphql-transport-ws")
                .buildAsync(URI.create(address.replaceFirst("^http", "ws") + "/graphql"), new Receiver())
                .join();
    }

    public static RawSocket open(Client client) {
        return new RawSocket(client.address());
    }

    /** One that may subscribe. */
    public static RawSocket ready(Client client) throws Exception {
        var socket = open(client);
        socket.init(client.accessToken());
        var ack = socket.next().at("/type").asString();
        if (!ack.equals("connection_ack")) {
            throw new IllegalStateException(ack);
        }
        return socket;
    }

    private final class Receiver implements WebSocket.Listener {
        private final StringBuilder text = new StringBuilder();

        @Override
        public @Nullable CompletionStage<?> onText(WebSocket socket, CharSequence part, boolean last) {
            text.append(part);
            if (last) {
                messages.add(JSON.readTree(text.toString()));
                text.setLength(0);
            }
            socket.request(1);
            return null;
        }

        @Override
        public @Nullable CompletionStage<?> onClose(WebSocket socket, int code, String reason) {
            closed.complete(code);
            return null;
        }

        @Override
        public void onError(WebSocket socket, Throwable error) {
            closed.completeExceptionally(error);
        }
    }

    public void init(@Nullable String accessToken) {
        say(JSON.writeValueAsString(Map.of(
                "type",
                "connection_init",
                "payload",
                accessToken == null ? Map.of() : Map.of("Authorization", "Bearer " + accessToken))));
    }

    public void subscribe(String id, String document) {
        subscribe(id, document, Map.of());
    }

    public void subscribe(String id, String document, Map<String, ?> variables) {
        say(JSON.writeValueAsString(
                Map.of("id", id, "type", "subscribe", "payload", Map.of("query", document, "variables", variables))));
    }

    public void say(String message) {
        await(socket.sendText(message, true));
    }

    public void sayBytes(byte... message) {
        await(socket.sendBinary(ByteBuffer.wrap(message), true));
    }

    /**
     * Waits until a frame is sent. It need not be: a server may close the socket at any time, also between two frames, which the
     * listener of the socket is told.
     */
    public static void await(CompletableFuture<WebSocket> sent) {
        try {
            sent.join();
        } catch (CompletionException failed) {
            if (!(failed.getCause() instanceof IOException)) {
                throw failed;
            }
        }
    }

    /** The next message that is no ping, as soon as it is there. */
    public JsonNode next() throws InterruptedException {
        while (true) {
            var message = Objects.requireNonNull(
                    messages.poll(PATIENCE.toMillis(), TimeUnit.MILLISECONDS), "No message came");
            if (!message.at("/type").asString().equals("ping")) {
                return message;
            }
        }
    }

    /** The next message in short: its id, its type and the code of its error if it has one. */
    public String nextInShort() throws InterruptedException {
        var message = next();
        return "%s %s %s"
                .formatted(
                        message.at("/id").asString(""),
                        message.at("/type").asString(),
                        message.at("/payload/0/extensions/code").asString(""))
                .strip();
    }

    /** The types of the messages that have come and were not asked for. */
    public List<String> waiting() {
        return messages.stream().map(message -> message.at("/type").asString()).toList();
    }

    /** The code with which the server closes the socket. */
    public int closeCode() throws Exception {
        return closed.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
    }

    public boolean isOpen() {
        return !closed.isDone();
    }

    /** Goes without a word, as a client does whose network is gone. */
    @Override
    public void close() {
        socket.abort();
        http.shutdownNow();
    }
}
