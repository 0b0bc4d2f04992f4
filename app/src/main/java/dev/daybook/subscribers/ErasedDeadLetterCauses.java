package dev.daybook.subscribers;

import dev.daybook.users.UserEvent.UserErased;
import org.axonframework.eventhandling.EventHandler;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Removes personal data of an erased user from the causes of dead letters. The message of an exception may hold
 * anything, so it is removed from each letter of a stream that refers to the user, as a customer, an owner or an actor.
 */
@Component
class ErasedDeadLetterCauses {
    private final JdbcClient jdbc;

    ErasedDeadLetterCauses(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @EventHandler
    void on(UserErased event) {
        jdbc.sql("""
                        update dead_letters letter
                        set cause = coalesce(substring(cause from '^[\\w.$]+(?=: )'), 'A failure')
                            || ': left out, since somebody was erased of whom it may have told'
                        from domain_events failed
                        where failed.event_id = letter.event_id and letter.cause <> :waits
                          and exists (
                            select from domain_events e
                            where e.aggregate_id = failed.aggregate_id
                              and (strpos(e.payload::text, :user) > 0 or strpos(e.metadata::text, :user) > 0))""")
                .param("waits", DeadLetters.WAITING)
                .param("user", event.user().toString())
                .update();
    }
}
