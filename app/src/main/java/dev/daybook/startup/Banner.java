package dev.daybook.startup;

import org.springframework.stereotype.Component;

/** Prints where the shop is found, for a person at a terminal; so it is no line of the log. */
@Component
class Banner {
    @SuppressWarnings("SystemOut")
    void print(int port, String welcome) {
        System.out.println("""

                  Daybook is open.

                    GraphiQL   http://localhost:%1$d/graphiql
                    Operations http://localhost:%1$d/operations
                    GraphQL    http://localhost:%1$d/graphql
                    Health     http://localhost:%1$d/actuator/health
                """.formatted(port) + welcome);
    }
}
