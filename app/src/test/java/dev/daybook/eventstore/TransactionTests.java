package dev.daybook.eventstore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.daybook.catalog.CatalogRefused;
import dev.daybook.catalog.product.ProductId;
import dev.daybook.catalog.stock.ReservationId;
import dev.daybook.catalog.stock.StockCommand.AdjustStock;
import dev.daybook.catalog.stock.StockCommand.CommitStock;
import dev.daybook.catalog.stock.StockCommand.ReserveStock;
import dev.daybook.catalog.stock.StockId;
import dev.daybook.support.HalfDone;
import dev.daybook.support.Shop;
import dev.daybook.support.ShopTest;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.axonframework.common.caching.Cache;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionSystemException;
import org.springframework.transaction.support.TransactionTemplate;

@ShopTest
class TransactionTests {
    private static final Actor TESTER = new Actor.System("test");

    @Autowired
    Commands commands;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    PlatformTransactionManager transactions;

    @Autowired
    Cache aggregates;

    @Autowired
    Shop shop;

    private ProductId notebook;

    @BeforeEach
    void there_are_ten_notebooks() {
        notebook = shop.newNotebook(10);
    }

    @AfterEach
    void the_ledger_can_be_written_again() {
        jdbc.sql("drop trigger if exists broken_ledger on stock").update();
    }

    @Test
    void when_a_projection_fails_the_caller_hears_of_it_and_nothing_is_written() {
        jdbc.sql("""
                create or replace function broken_ledger() returns trigger language plpgsql as
                $$ begin raise exception 'The ledger is broken'; end $$""").update();
        jdbc.sql("create trigger broken_ledger before insert or update on stock for each row"
                        + " when (new.id = '%s') execute function broken_ledger()".formatted(notebook))
                .update();
        var events = events();

        assertThatThrownBy(() -> commands.send(new AdjustStock(notebook, 5, "found some"), TESTER))
                .isInstanceOf(DataAccessException.class)
                .hasMessageContaining("The ledger is broken");

        assertThat(events()).isEqualTo(events);
        assertThat(onHand()).isEqualTo(10);
        jdbc.sql("drop trigger broken_ledger on stock").update();
        commands.send(new AdjustStock(notebook, 5, "found some"), TESTER);
        assertThat(onHand())
                .as("the aggregate did not remember what was rolled back")
                .isEqualTo(15);
    }

    @Test
    void a_checked_exception_undoes_everything_too() {
        assertThatThrownBy(() -> commands.send(new HalfDone(new AdjustStock(notebook, 5, "found some")), TESTER))
                .hasRootCauseMessage("The lights went out");
        assertThat(onHand()).isEqualTo(10);
    }

    @Test
    void a_transaction_that_postgresql_has_given_up_cannot_be_committed() {
        var template = new TransactionTemplate(transactions);
        assertThatThrownBy(() -> template.executeWithoutResult(_ -> {
                    jdbc.sql("create table swallowed (id int)").update();
                    try {
                        jdbc.sql("select 1 / 0").query().singleValue();
                    } catch (DataAccessException expected) {
                        assertThat(expected).hasMessageContaining("division by zero");
                    }
                }))
                .isInstanceOf(TransactionSystemException.class);
        assertThat(jdbc.sql("select to_regclass('swallowed')")
                        .query(String.class)
                        .optional())
                .isEmpty();
    }

    @Test
    void events_say_who_did_it_and_what_caused_them() {
        var metadata = jdbc.sql("select metadata ->> 'actor', metadata ->> 'correlationId', metadata ->> 'causationId'"
                        + " from domain_events where aggregate_id in (?, ?) order by position")
                .params(notebook.toString(), new StockId(notebook).toString())
                .query((row, _) -> new String[] {row.getString(1), row.getString(2), row.getString(3)})
                .list();
        assertThat(metadata).hasSize(2).allSatisfy(event -> assertThat(event[0]).isEqualTo("system:test"));
        assertThat(metadata.get(0)[1]).isEqualTo(metadata.get(1)[1]).isEqualTo(metadata.get(0)[2]);
        assertThat(metadata.get(1)[2]).isNotEqualTo(metadata.get(0)[2]);
    }

    @Test
    void an_event_is_never_changed() {
        assertThatThrownBy(() -> jdbc.sql("update domain_events set type = 'x' where aggregate_id = ?")
                        .param(notebook.toString())
                        .update())
                .hasMessageContaining("Events are never changed");
    }

    @Test
    void a_hot_aggregate_is_remembered_by_a_snapshot_with_all_that_it_keeps() {
        var kept = new ReservationId(UUID.randomUUID());
        commands.send(new ReserveStock(notebook, kept, 3), TESTER);
        for (int i = 0; i < 120; i++) {
            commands.send(new AdjustStock(notebook, 1, "one more"), TESTER);
        }
        Awaitility.await()
                .untilAsserted(() -> assertThat(jdbc.sql("select type from snapshots where aggregate_id = ?")
                                .param(new StockId(notebook).toString())
                                .query(String.class)
                                .list())
                        .contains("catalog.Stock"));
        aggregates.removeAll();
        assertThatThrownBy(() -> commands.send(new AdjustStock(notebook, -128, "sold the lot"), TESTER))
                .isInstanceOf(CatalogRefused.class);
        commands.send(new CommitStock(notebook, kept), TESTER);
        commands.send(new AdjustStock(notebook, -127, "sold the rest"), TESTER);
        assertThat(onHand()).isZero();
    }

    private long events() {
        return jdbc.sql("select count(*) from domain_events").query(Long.class).single();
    }

    private int onHand() {
        return jdbc.sql("select on_hand from stock where id = ?")
                .param(notebook.value())
                .query(Integer.class)
                .single();
    }
}
