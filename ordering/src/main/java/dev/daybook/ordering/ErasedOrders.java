package dev.daybook.ordering;

import dev.daybook.users.CrossStreamHandler;
import dev.daybook.users.UserEvent.UserErased;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Anonymizes the orders of an erased user: removes the addresses, which the projection can no longer read from the events
 * either. Nothing happens to the orders themselves, so they get no event.
 */
@Component
@CrossStreamHandler
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
