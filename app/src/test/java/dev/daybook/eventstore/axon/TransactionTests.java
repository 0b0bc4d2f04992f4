package dev.daybook.eventstore.axon;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.daybook.catalog.Money;
import dev.daybook.catalog.ProductId;
import dev.daybook.catalog.stock.ReservationId;
import dev.daybook.catalog.stock.StockCommand.AdjustStock;
import dev.daybook.catalog.stock.StockCommand.CommitStock;
import dev.daybook.catalog.stock.StockCommand.ReserveStock;
import dev.daybook.catalog.stock.StockId;
import dev.daybook.catalog.stock.StockRefusal.InsufficientStock;
import dev.daybook.catalog.stock.StockRefused;
import dev.daybook.commands.Actor;
import dev.daybook.commands.Commands;
import dev.daybook.ordering.OrderCommand.PlaceOrder;
import dev.daybook.ordering.OrderId;
import dev.daybook.ordering.OrderRefused;
import dev.daybook.ordering.account.AccountCommand.DepositFunds;
import dev.daybook.ordering.account.AccountCommand.OpenAccount;
import dev.daybook.ordering.account.AccountCommand.ReceiveFunds;
import dev.daybook.ordering.account.AccountId;
import dev.daybook.ordering.account.AccountRefusal;
import dev.daybook.ordering.account.AccountRefused;
import dev.daybook.ordering.account.TransferFunds;
import dev.daybook.ordering.account.TransferId;
import dev.daybook.support.FailingCommand;
import dev.daybook.support.Shop;
import dev.daybook.support.ShopTest;
import dev.daybook.support.Times;
import dev.daybook.users.BulkUserCommand.AffectedUsers;
import dev.daybook.users.BulkUserCommand.EraseDeactivated;
import dev.daybook.users.Email;
import dev.daybook.users.PasswordHash;
import dev.daybook.users.Profile;
import dev.daybook.users.Role;
import dev.daybook.users.UserCommand.DeactivateUser;
import dev.daybook.users.UserCommand.EraseUser;
import dev.daybook.users.UserCommand.RegisterUser;
import dev.daybook.users.UserId;
import dev.daybook.users.UserRefusal;
import dev.daybook.users.UserRefused;
import dev.daybook.users.Username;
import java.time.Instant;
import java.util.Comparator;
import java.util.Currency;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.axonframework.commandhandling.CommandBus;
import org.axonframework.common.Registration;
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
    private static final UserId WRITTEN = UserId.random();

    @Autowired
    Commands commands;

    @Autowired
    CommandBus bus;

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
    void the_rows_can_be_written_again() {
        jdbc.sql("drop trigger if exists broken_projection on stock").update();
    }

    @Test
    void when_a_projection_fails_the_caller_hears_of_it_and_nothing_is_written() {
        jdbc.sql("""
                create or replace function broken_projection() returns trigger language plpgsql as
                $$ begin raise exception 'The projection is broken'; end $$""").update();
        jdbc.sql("create trigger broken_projection before insert or update on stock for each row"
                        + " when (new.id = '%s') execute function broken_projection()".formatted(notebook))
                .update();
        var events = events();

        assertThatThrownBy(() -> commands.send(new AdjustStock(notebook, 5, "found some"), TESTER))
                .isInstanceOf(DataAccessException.class)
                .hasMessageContaining("The projection is broken");

        assertThat(events()).isEqualTo(events);
        assertThat(onHand()).isEqualTo(10);
        jdbc.sql("drop trigger broken_projection on stock").update();
        commands.send(new AdjustStock(notebook, 5, "found some"), TESTER);
        assertThat(onHand())
                .as("the aggregate did not remember what was rolled back")
                .isEqualTo(15);
    }

    @Test
    void a_checked_exception_undoes_everything_too() {
        assertThatThrownBy(() -> commands.send(new FailingCommand(new AdjustStock(notebook, 5, "found some")), TESTER))
                .hasRootCauseMessage("The lights went out");
        assertThat(onHand()).isEqualTo(10);
    }

    @Test
    void a_caught_failure_of_a_nested_command_does_not_store_its_writes() {
        var grace = UserId.random();
        var profile = new Profile(
                new Username("grace_" + notebook.toString().substring(0, 8)),
                new Email(notebook + "@example.com"),
                null,
                null);
        var registration = new RegisterUser(grace, profile, Role.CUSTOMER, new PasswordHash("none"));
        assertThatThrownBy(() -> commands.send(new FailingCommand.Ignored(new FailingCommand(registration)), TESTER))
                .hasMessageContaining("nothing of it was stored")
                .hasRootCauseMessage("The lights went out");
        assertThat(passwordOf(grace)).isEmpty();
    }

    @Test
    void an_order_is_not_placed_by_halves_when_a_refused_reservation_has_written_something() {
        var pen = shop.newNotebook(10);
        var order = new OrderId(UUID.randomUUID());
        var quantities = new LinkedHashMap<>(Map.of(notebook, 1, pen, 1));
        var ada = ada();
        try (var _ = refusing(
                command -> command instanceof ReserveStock reserve
                        && reserve.product().equals(pen),
                new StockRefused(new InsufficientStock(pen, 1, 0)))) {
            assertThatThrownBy(() -> commands.send(new PlaceOrder(order, ada, quantities, null, null), TESTER))
                    .isInstanceOf(OrderRefused.class);
        }
        assertThat(passwordOf(WRITTEN)).isEmpty();
        assertThat(eventsOf(order.toString())).isZero();
        assertThat(eventsOf(new StockId(notebook).toString()))
                .as("it was opened, and nothing was reserved")
                .isEqualTo(1);
    }

    @Test
    void a_transfer_is_not_done_by_halves_when_the_refused_receipt_has_written_something() {
        var owner = ada();
        var accounts = Stream.generate(AccountId::random)
                .limit(2)
                .sorted(Comparator.reverseOrder())
                .toList();
        accounts.forEach(account ->
                commands.send(new OpenAccount(account, owner, "Savings", Currency.getInstance("EUR")), TESTER));
        var from = accounts.getFirst();
        var to = accounts.getLast();
        commands.send(new DepositFunds(from, Money.of("5.00", "EUR"), "cash"), TESTER);
        try (var _ = refusing(
                command -> command instanceof ReceiveFunds receive
                        && receive.account().equals(to),
                new AccountRefused(new AccountRefusal.UnknownAccount(to)))) {
            assertThatThrownBy(() -> commands.send(
                            new TransferFunds(TransferId.random(), owner, from, to, Money.of("5.00", "EUR"), null),
                            TESTER))
                    .isInstanceOf(AccountRefused.class);
        }
        assertThat(passwordOf(WRITTEN)).isEmpty();
        assertThat(eventsOf(from.toString())).as("opened and filled").isEqualTo(2);
        assertThat(eventsOf(to.toString())).as("opened").isEqualTo(1);
    }

    @Test
    void a_skipped_user_is_unchanged_and_the_others_are_changed() {
        var users = List.of(ada(), ada(), ada());
        var refused = users.get(1);
        var then = Instant.parse("2007-07-07T07:00:00Z");
        Times.at(then, () -> users.forEach(user -> commands.send(new DeactivateUser(user, null, null), TESTER)));
        try (var _ = refusing(
                command -> command instanceof EraseUser erase && erase.user().equals(refused),
                new UserRefused(new UserRefusal.VersionConflict(1, 2)))) {
            var affected = commands.sendFor(new EraseDeactivated(then.plusSeconds(1)), TESTER, AffectedUsers.class);
            assertThat(affected.users()).containsExactlyInAnyOrder(users.get(0), users.get(2));
        }
        assertThat(passwordOf(WRITTEN)).isEmpty();
        assertThat(passwordOf(refused)).as("is deactivated and not erased").isPresent();
        assertThat(passwordOf(users.get(0))).isEmpty();
        assertThat(passwordOf(users.get(2))).isEmpty();
        commands.send(new EraseUser(refused, null, null), TESTER);
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
                .isInstanceOf(StockRefused.class);
        commands.send(new CommitStock(notebook, kept), TESTER);
        commands.send(new AdjustStock(notebook, -127, "sold the rest"), TESTER);
        assertThat(onHand()).isZero();
    }

    /** Until it is closed, such commands write something and are refused then. */
    private Registration refusing(Predicate<Object> commands, RuntimeException refusal) {
        return bus.registerHandlerInterceptor((work, chain) -> {
            if (commands.test(work.getMessage().getPayload())) {
                jdbc.sql("insert into credentials (user_id, password_hash) values (?, 'none')")
                        .param(WRITTEN.value())
                        .update();
                throw refusal;
            }
            return chain.proceed();
        });
    }

    private UserId ada() {
        var name = shop.unique("ada");
        var ada = UserId.random();
        var profile = new Profile(new Username(name), new Email(name + "@example.com"), null, null);
        commands.send(new RegisterUser(ada, profile, Role.CUSTOMER, new PasswordHash("none")), TESTER);
        return ada;
    }

    private Optional<String> passwordOf(UserId user) {
        return jdbc.sql("select password_hash from credentials where user_id = ?")
                .param(user.value())
                .query(String.class)
                .optional();
    }

    private int eventsOf(String stream) {
        return jdbc.sql("select count(*) from domain_events where aggregate_id = ?")
                .param(stream)
                .query(Integer.class)
                .single();
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
