package dev.daybook.subscribers;

import dev.daybook.users.UserEvent.UserErased;
import org.axonframework.eventhandling.EventHandler;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Leaves out of the dead letters what their causes may tell of somebody who was erased. A message of an exception may hold
 * anything, so it goes from each letter of a stream that has to do with them: as a customer, an owner or an actor.
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
                .param("waits", DeadLetters.WAITS)
                .param("user", event.user().toString())
                .update();
    }
}
