package dev.daybook.ordering.account;

import dev.daybook.users.CrossStreamHandler;
import dev.daybook.users.UserEvent.UserErased;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Anonymizes the accounts of an erased user: removes their names. The accounts get no event, as with orders. */
@Component
@CrossStreamHandler
@ProcessingGroup("accounts")
class ErasedAccounts {
    private final JdbcClient jdbc;

    ErasedAccounts(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @EventHandler
    void on(UserErased event) {
        jdbc.sql("update accounts set name = null where owner_id = ?")
                .param(event.user().value())
                .update();
    }
}
