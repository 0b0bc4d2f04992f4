package dev.daybook.ordering;

import dev.daybook.users.UserEvent.UserErased;
import org.axonframework.eventhandling.EventHandler;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Makes the orders and accounts of somebody who was erased anonymous: their rows become what the projections would post
 * from their events now, of which addresses and names cannot be read any more. Nothing happens to the orders and accounts
 * themselves, so this is no event of theirs.
 */
@Component
class ErasedCustomers {
    private final JdbcClient jdbc;

    ErasedCustomers(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @EventHandler
    void on(UserErased event) {
        jdbc.sql("update orders set shipping_address = null where customer_id = ? and shipping_address is not null")
                .param(event.user().value())
                .update();
        jdbc.sql("update accounts set name = null where owner_id = ?")
                .param(event.user().value())
                .update();
    }
}
