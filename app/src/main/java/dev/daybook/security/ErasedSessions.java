package dev.daybook.security;

import dev.daybook.users.UserEvent.UserErased;
import org.axonframework.eventhandling.EventHandler;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Deletes the sessions of an erased user. */
@Component
class ErasedSessions {
    private final JdbcClient jdbc;

    ErasedSessions(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @EventHandler
    void on(UserErased event) {
        jdbc.sql("delete from sessions where user_id = ?")
                .param(event.user().value())
                .update();
    }
}
