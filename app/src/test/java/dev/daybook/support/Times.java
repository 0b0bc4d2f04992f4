package dev.daybook.support;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Optional;
import org.axonframework.eventhandling.GenericEventMessage;
import org.jspecify.annotations.Nullable;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.web.filter.OncePerRequestFilter;

/** Lets things have happened at other times than now, while other shops of this JVM go on as ever. */
public final class Times {
    static final String HEADER = "Test-Time";

    private static final ThreadLocal<@Nullable Instant> MOMENT = new ThreadLocal<>();

    private Times() {}

    /** Whatever this thread does, or has a shop do by a {@link Client}, is an event of that moment. */
    public static void at(Instant moment, Runnable done) {
        install();
        MOMENT.set(moment);
        try {
            done.run();
        } finally {
            MOMENT.remove();
        }
    }

    static Optional<Instant> current() {
        return Optional.ofNullable(MOMENT.get());
    }

    /** Over the clock of the shop, which is one for the JVM. */
    private static synchronized void install() {
        if (!(GenericEventMessage.clock instanceof ClockOfThread)) {
            GenericEventMessage.clock = new ClockOfThread(GenericEventMessage.clock);
        }
    }

    private static final class ClockOfThread extends Clock {
        private final Clock others;

        ClockOfThread(Clock others) {
            this.others = others;
        }

        @Override
        public Instant instant() {
            return current().orElseGet(others::instant);
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return others.withZone(zone);
        }
    }

    /** Handles a request at the moment that it names. */
    @Order(Ordered.HIGHEST_PRECEDENCE)
    static final class Requests extends OncePerRequestFilter {
        @Override
        protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
                throws ServletException, IOException {
            var moment = request.getHeader(HEADER);
            if (moment != null) {
                MOMENT.set(Instant.parse(moment));
            }
            try {
                chain.doFilter(request, response);
            } finally {
                MOMENT.remove();
            }
        }
    }
}
