package dev.daybook.ordering;

import dev.daybook.users.UserEvent.UserErased;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Makes the orders of somebody who was erased anonymous: their rows become what the projection would post from their
 * events now, of which addresses cannot be read any more. Nothing happens to the orders themselves, so this is no event of
 * theirs.
 */
@Component
@ProcessingGroup("orders")
class ErasedOrders {
    private final JdbcClient jdbc;

    ErasedOrders(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @EventHandler
    void on(UserErased event) {
        jdbc.sql("update orders set shipping_address = null where customer_id = ? and shipping_address is not null")
                .param(event.user().value())
                .update();
    }
}
