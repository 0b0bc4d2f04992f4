package dev.daybook.tracing;

import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.propagation.ContextPropagators;
import io.opentelemetry.context.propagation.TextMapGetter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Collections;
import org.jspecify.annotations.Nullable;
import org.springframework.web.filter.OncePerRequestFilter;

/** A span for each HTTP request, which continues the trace of the client. */
final class RequestSpans extends OncePerRequestFilter {
    private static final int SERVER_ERROR = 500;
    private static final TextMapGetter<HttpServletRequest> HEADERS = new TextMapGetter<>() {
        @Override
        public Iterable<String> keys(HttpServletRequest request) {
            return Collections.list(request.getHeaderNames());
        }

        @Override
        public @Nullable String get(@Nullable HttpServletRequest request, String name) {
            return request == null ? null : request.getHeader(name);
        }
    };

    private final Tracer tracer;
    private final ContextPropagators propagators;

    RequestSpans(Tracer tracer, ContextPropagators propagators) {
        this.tracer = tracer;
        this.propagators = propagators;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        // Without the query string, in which a GET has its variables.
        var path = request.getRequestURI();
        try (var span = ActiveSpan.start(tracer.spanBuilder(request.getMethod() + " " + path)
                .setSpanKind(SpanKind.SERVER)
                .setParent(propagators.getTextMapPropagator().extract(Context.root(), request, HEADERS))
                .setAttribute("http.request.method", request.getMethod())
                .setAttribute("url.path", path))) {
            chain.doFilter(request, response);
            span.span().setAttribute("http.response.status_code", response.getStatus());
            if (response.getStatus() >= SERVER_ERROR) {
                span.failed(String.valueOf(response.getStatus()));
            }
        }
    }
}
