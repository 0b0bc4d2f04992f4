package dev.daybook.support;

import dev.daybook.Daybook;
import dev.daybook.commands.Commands;
import dev.daybook.security.Sessions;
import dev.daybook.users.Passwords;
import java.util.Arrays;
import java.util.stream.Stream;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/** Another node of the shop: on the same database, at another address. */
public record Node(ConfigurableApplicationContext context) implements AutoCloseable {
    public static Node start(String... settings) {
        return on(TestDatabase.arguments(), settings);
    }

    /** The first node of another shop, in which nothing has happened yet. */
    public static Node ofNewShop(String... settings) {
        return on(TestDatabase.argumentsOfEmptyDatabase(), settings);
    }

    /** Another one of the same shop as the given one. */
    public static Node beside(Node node, String... settings) {
        var environment = node.context().getEnvironment();
        var database = Stream.of("url", "username", "password")
                .map("spring.datasource."::concat)
                .filter(environment::containsProperty)
                .map(name -> "--" + name + "=" + environment.getProperty(name))
                .toArray(String[]::new);
        return on(database, settings);
    }

    /** A node of the shop whose database this is. */
    public static Node on(String[] database, String... settings) {
        return new Node(new SpringApplicationBuilder(Daybook.class)
                .properties("server.port=0", "daybook.demo=false", "spring.graphql.http.sse.keep-alive=100ms")
                .run(Stream.of(database, settings).flatMap(Arrays::stream).toArray(String[]::new)));
    }

    /** The same person, who uses this node. */
    public Client as(Client client) {
        return Client.of(address(), client.accessToken());
    }

    public Client anonymous() {
        return Client.of(address());
    }

    /** People and things of this node. */
    public Shop shop() {
        return new Shop(
                context.getEnvironment().getRequiredProperty("local.server.port", Integer.class),
                bean(Commands.class),
                bean(Sessions.class),
                bean(Passwords.class));
    }

    private String address() {
        return "http://localhost:" + context.getEnvironment().getRequiredProperty("local.server.port");
    }

    public <T> T bean(Class<T> type) {
        return context.getBean(type);
    }

    @Override
    public void close() {
        context.close();
    }
}
