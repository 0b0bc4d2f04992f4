package dev.daybook.benchmark;

import dev.daybook.Daybook;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A shop on a PostgreSQL of its own, without a demo, at any free address. */
final class BenchmarkShop {
    private BenchmarkShop() {}

    static ConfigurableApplicationContext open(Path directory) {
        return open("--daybook.data-dir=" + directory);
    }

    static ConfigurableApplicationContext open(String... database) {
        var settings = Stream.of(
                "--server.port=0",
                "--daybook.demo=false",
                // Nobody pays the orders that are placed here; they are no work for the next time.
                "--daybook.orders.payment-window=365d");
        return new SpringApplicationBuilder(Daybook.class)
                .run(Stream.concat(settings, Stream.of(database)).toArray(String[]::new));
    }

    static long count(ApplicationContext shop, String table) {
        return shop.getBean(JdbcClient.class)
                .sql("select count(*) from " + table)
                .query(Long.class)
                .single();
    }
}
