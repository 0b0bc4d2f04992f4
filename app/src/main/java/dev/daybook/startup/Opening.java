package dev.daybook.startup;

import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * Opens the shop: creates the default categories, the demo data and the first administrator before the web server
 * listens, and then prints its addresses. The first request finds all of it, and nobody can take the name of the
 * administrator before.
 */
@Component
class Opening implements SmartLifecycle {
    private final DefaultCategories categories;
    private final FirstAdmin admin;
    private final Demo demo;
    private final StartSettings settings;
    private final Banner banner;
    private volatile boolean open;

    Opening(DefaultCategories categories, FirstAdmin admin, Demo demo, StartSettings settings, Banner banner) {
        this.categories = categories;
        this.admin = admin;
        this.demo = demo;
        this.settings = settings;
        this.banner = banner;
    }

    @Override
    public void start() {
        categories.createAbsent();
        if (settings.demo()) {
            demo.fillIfEmpty();
        }
        admin.createIfAbsent();
        open = true;
    }

    @Override
    public void stop() {
        open = false;
    }

    @Override
    public boolean isRunning() {
        return open;
    }

    /** After the start of command handling, and before the web server listens. */
    @Override
    public int getPhase() {
        return WebServerApplicationContext.START_STOP_LIFECYCLE_PHASE - 1;
    }

    @EventListener
    void ready(ApplicationReadyEvent event) {
        if (event.getApplicationContext() instanceof WebServerApplicationContext web && web.getWebServer() != null) {
            banner.print(
                    web.getWebServer().getPort(),
                    settings.demo() ? demo.welcome().orElse("") : "");
        }
    }
}
