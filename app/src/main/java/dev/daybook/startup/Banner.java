package dev.daybook.startup;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Objects;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.graphql.autoconfigure.GraphQlCorsProperties;
import org.springframework.boot.web.server.autoconfigure.ServerProperties;
import org.springframework.stereotype.Component;

/** Prints the addresses of the shop for a person at a terminal, and not as a line of the log file. */
@Component
class Banner {
    private final InetAddress listening;
    private final boolean storefront;
    private final boolean graphiQl;
    private final boolean otherOrigins;

    Banner(
            ServerProperties server,
            StartSettings settings,
            GraphQlCorsProperties cors,
            @Value("${spring.graphql.graphiql.enabled}") boolean graphiQl) {
        listening = Objects.requireNonNullElseGet(server.getAddress(), () -> new InetSocketAddress(0).getAddress());
        storefront = settings.storefront();
        this.graphiQl = graphiQl;
        otherOrigins = cors.toCorsConfiguration() != null;
    }

    @SuppressWarnings("SystemOut")
    void print(int port, String welcome) {
        var shop = "http://%s:%d".formatted(host(), port);
        System.out.println("""

                  Daybook is open.

                %1$s%2$s    Operations %3$s/operations
                    GraphQL    %3$s/graphql
                    Health     %3$s/actuator/health

                  %4$s
                """.formatted(
                                storefront ? "    Storefront %s%n".formatted(shop) : "",
                                graphiQl ? "    GraphiQL   %s/graphiql%n".formatted(shop) : "",
                                shop,
                                whoReachesIt())
                + welcome);
    }

    private String host() {
        if (listening.isAnyLocalAddress() || listening.isLoopbackAddress()) {
            return "localhost";
        }
        return listening instanceof Inet6Address
                ? "[%s]".formatted(listening.getHostAddress())
                : listening.getHostAddress();
    }

    private String whoReachesIt() {
        if (listening.isAnyLocalAddress()) {
            return "It listens at every address of this machine.";
        }
        return listening.isLoopbackAddress()
                ? "Only this machine reaches it; SERVER_ADDRESS=0.0.0.0 lets others in." + whosePages()
                : "It listens at %s.".formatted(listening.getHostAddress());
    }

    /** For those who write a frontend, whose browser does not tell why it gets no answer. */
    private String whosePages() {
        return otherOrigins
                ? ""
                : "\n  Only its own pages ask it; SPRING_GRAPHQL_CORS_ALLOWEDORIGINS=http://localhost:5173 lets yours in.";
    }
}
