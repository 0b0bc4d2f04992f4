package dev.daybook.support;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.trace.v1.Span;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Receives spans as a collector does: by OTLP over HTTP. */
public final class TraceReceiver implements AutoCloseable {
    private static final HexFormat HEX = HexFormat.of();
    private static final String NODE = "service.instance.id";

    private final HttpServer server;
    private final List<Received> spans = new CopyOnWriteArrayList<>();

    public TraceReceiver() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/v1/traces", this::receive);
        server.start();
    }

    /**
     * @param node name of the node that has sent it
     * @param all the whole span as text, with all its attributes and events
     */
    public record Received(
            String node,
            String trace,
            String id,
            String parent,
            String name,
            Map<String, String> attributes,
            String all) {
        static Received of(String node, Span span) {
            return new Received(
                    node,
                    hex(span.getTraceId()),
                    hex(span.getSpanId()),
                    hex(span.getParentSpanId()),
                    span.getName(),
                    textOf(span.getAttributesList()),
                    span.toString());
        }

        private static String hex(com.google.protobuf.ByteString id) {
            return HEX.formatHex(id.toByteArray());
        }
    }

    private void receive(HttpExchange exchange) throws IOException {
        try (exchange) {
            for (var resource : ExportTraceServiceRequest.parseFrom(exchange.getRequestBody())
                    .getResourceSpansList()) {
                var node = textOf(resource.getResource().getAttributesList()).getOrDefault(NODE, "");
                resource.getScopeSpansList().stream()
                        .flatMap(scope -> scope.getSpansList().stream())
                        .map(span -> Received.of(node, span))
                        .forEach(spans::add);
            }
            exchange.sendResponseHeaders(200, -1);
        }
    }

    private static Map<String, String> textOf(List<KeyValue> attributes) {
        return attributes.stream()
                .collect(Collectors.toMap(
                        KeyValue::getKey, value -> value.getValue().getStringValue()));
    }

    /** The settings of a node of this name that sends all its spans here, soon. */
    public String[] settingsOf(String node) {
        return new String[] {
            "--management.opentelemetry.resource-attributes." + NODE + "=" + node,
            "--management.opentelemetry.tracing.export.otlp.endpoint=http://localhost:"
                    + server.getAddress().getPort() + "/v1/traces",
            "--management.opentelemetry.tracing.export.schedule-delay=50ms",
            // It may have to load its classes first.
            "--management.opentelemetry.tracing.export.otlp.timeout=20s",
            "--management.tracing.sampling.probability=1"
        };
    }

    public List<Received> spans() {
        return List.copyOf(spans);
    }

    public Stream<Received> of(String trace) {
        return spans.stream().filter(span -> span.trace().equals(trace));
    }

    /** The names of the span and of those around it, from the outermost that has been received. */
    public String pathTo(Received span) {
        return spans.stream()
                .filter(other -> Objects.equals(other.id(), span.parent()))
                .findFirst()
                .map(parent -> pathTo(parent) + " > ")
                .orElse("")
                .concat(span.name());
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
