package dev.daybook.demo;

import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Opens the shop: first what it cannot do without, then the demo; and says where its door is. */
@Component
class Opening implements ApplicationRunner {
    private final DefaultCategories categories;
    private final FirstAdmin admin;
    private final DemoShop demo;
    private final StartSettings settings;
    private final Banner banner;

    Opening(DefaultCategories categories, FirstAdmin admin, DemoShop demo, StartSettings settings, Banner banner) {
        this.categories = categories;
        this.admin = admin;
        this.demo = demo;
        this.settings = settings;
        this.banner = banner;
    }

    @Override
    public void run(ApplicationArguments arguments) {
        categories.createAbsent();
        if (settings.demo()) {
            demo.openIfEmpty();
        }
        admin.createIfAbsent();
    }

    @EventListener
    void ready(ApplicationReadyEvent event) {
        if (event.getApplicationContext() instanceof WebServerApplicationContext web && web.getWebServer() != null) {
            banner.print(web.getWebServer().getPort(), settings.demo() && demo.isOpen());
        }
    }
}
