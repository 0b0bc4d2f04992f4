package dev.daybook.startup;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import org.apache.coyote.http11.AbstractHttp11Protocol;
import org.springframework.boot.tomcat.TomcatWebServer;
import org.springframework.boot.web.server.WebServer;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/**
 * Gives those who distribute requests the time to leave this node out: the shop is not ready any more, and goes on answering
 * for a while before it stops.
 */
@Component
class StopDelay {
    private final StopSettings settings;

    StopDelay(StopSettings settings) {
        this.settings = settings;
    }

    /** Before all others who end something at the stop; readiness is refused already. */
    @EventListener
    @Order(Ordered.HIGHEST_PRECEDENCE)
    void await(ContextClosedEvent event) {
        if (settings.delay().isPositive()
                && event.getApplicationContext() instanceof WebServerApplicationContext shop
                && shop.getParent() == null
                && shop.getWebServer() != null) {
            StopDeadline.extend(settings.delay());
            closeConnections(shop.getWebServer());
            last(settings.delay());
        }
    }

    private static void last(Duration time) {
        var end = System.nanoTime() + time.toNanos();
        for (var left = time.toNanos(); left > 0; left = end - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
    }

    /** Each after its next answer, which says so: clients that keep connections open would come back to this node. */
    private static void closeConnections(WebServer server) {
        if (server instanceof TomcatWebServer tomcat
                && tomcat.getTomcat().getConnector().getProtocolHandler() instanceof AbstractHttp11Protocol<?> http) {
            http.setMaxKeepAliveRequests(1);
        }
    }
}
