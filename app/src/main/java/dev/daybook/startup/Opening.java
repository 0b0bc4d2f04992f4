package dev.daybook.startup;

import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * Opens the shop: first what it cannot do without, then the demo, then the door; and says where that is. The first who
 * comes in finds all of it, and nobody can take the name of the first administrator before.
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

    /** Commands are handled by then, and the web server does not listen yet. */
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
