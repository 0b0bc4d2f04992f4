package dev.daybook.ordering.account;

import dev.daybook.users.UserEvent.UserErased;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Takes the names off the accounts of somebody who was erased: no event of the accounts, as with their orders. */
@Component
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
