package dev.daybook.startup;

import org.springframework.stereotype.Component;

/** Prints the addresses of the shop for a person at a terminal, and not as a line of the log file. */
@Component
class Banner {
    private final StartSettings settings;

    Banner(StartSettings settings) {
        this.settings = settings;
    }

    @SuppressWarnings("SystemOut")
    void print(int port, String welcome) {
        System.out.println(
                """

                  Daybook is open.

                %2$s    GraphiQL   http://localhost:%1$d/graphiql
                    Operations http://localhost:%1$d/operations
                    GraphQL    http://localhost:%1$d/graphql
                    Health     http://localhost:%1$d/actuator/health
                """.formatted(port, settings.storefront() ? "    Storefront http://localhost:%d%n".formatted(port) : "")
                        + welcome);
    }
}
