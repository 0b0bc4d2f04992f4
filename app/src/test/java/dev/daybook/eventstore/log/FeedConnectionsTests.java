package dev.daybook.eventstore.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.zaxxer.hikari.HikariDataSource;
import dev.daybook.catalog.stock.StockCommand.AdjustStock;
import dev.daybook.commands.Actor;
import dev.daybook.commands.Commands;
import dev.daybook.support.Shop;
import dev.daybook.support.ShopTest;
import dev.daybook.support.Sse;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Map;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@ShopTest
class FeedConnectionsTests {
    @Autowired
    DataSource dataSource;

    @Autowired
    FeedSettings settings;

    @Autowired
    Commands commands;

    @Autowired
    LiveLog liveLog;

    @Autowired
    Shop shop;

    @Test
    void feeds_have_connections_of_their_own_and_wait_for_those_while_commands_go_on() throws Exception {
        var notebook = shop.newNotebook(0);
        await().until(() -> liveLog.listeners() == 0);
        var held = new ArrayList<Connection>();
        try (var feed =
                Sse.subscribe(shop.anonymous(), "subscription { stockChanged { stock { available } } }", Map.of())) {
            await().until(() -> liveLog.listeners() == 1);
            for (int i = 0; i < settings.connections(); i++) {
                FeedReads.run(() -> held.add(connection()));
            }
            for (int i = 0; i < 10; i++) {
                commands.send(new AdjustStock(notebook, 1, "more"), new Actor.System("test"));
            }
            assertThat(feed.waiting()).as("all that feeds may have is taken").isZero();
            for (var connection : held) {
                connection.close();
            }
            for (int i = 0; i < 10; i++) {
                assertThat(feed.next().at("/data/stockChanged/stock/available").asInt())
                        .isPositive();
            }
        } finally {
            for (var connection : held) {
                connection.close();
            }
        }
    }

    @Test
    void all_others_have_those_of_the_pool() throws Exception {
        var pool = dataSource.unwrap(HikariDataSource.class).getHikariPoolMXBean();
        await().until(() -> pool.getActiveConnections() == 0);
        FeedReads.run(() -> {
            try (var _ = connection()) {
                assertThat(pool.getActiveConnections()).isZero();
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
        });
        try (var _ = connection()) {
            assertThat(pool.getActiveConnections()).isPositive();
        }
    }

    private Connection connection() {
        try {
            return dataSource.getConnection();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
