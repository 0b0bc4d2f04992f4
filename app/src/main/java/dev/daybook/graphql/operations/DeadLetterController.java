package dev.daybook.graphql.operations;

import dev.daybook.eventstore.log.RecordedEvent;
import dev.daybook.graphql.errors.Refused;
import dev.daybook.graphql.errors.UserError.Code;
import dev.daybook.graphql.paging.Connection;
import dev.daybook.graphql.paging.Listing;
import dev.daybook.graphql.paging.Page;
import dev.daybook.graphql.paging.Sorting;
import dev.daybook.graphql.paging.Sql;
import dev.daybook.graphql.paging.Views;
import dev.daybook.graphql.types.Payload;
import dev.daybook.subscribers.DeadLetterView;
import dev.daybook.subscribers.Subscribers;
import graphql.schema.DataFetchingEnvironment;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.dataloader.DataLoader;
import org.jooq.Field;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.springframework.graphql.data.method.annotation.Argument;
import org.springframework.graphql.data.method.annotation.MutationMapping;
import org.springframework.graphql.data.method.annotation.QueryMapping;
import org.springframework.graphql.data.method.annotation.SchemaMapping;
import org.springframework.stereotype.Controller;

/** Dead letters of the subscribers of the log, and their retries. */
@Controller
class DeadLetterController {
    private final Subscribers subscribers;
    private final Listing<DeadLetterView> listing;
    private final Field<String> subscriber;
    private final Sorting newestFirst;

    DeadLetterController(Subscribers subscribers, Views views) {
        this.subscribers = subscribers;
        var letter = views.mapping(DeadLetterView.class);
        listing = views.listing(DeadLetterView.class);
        subscriber = letter.field("subscriber", String.class);
        newestFirst = new Sorting("ENQUEUED_AT", letter.field("enqueuedAt", OffsetDateTime.class), true);
    }

    record RetryDeadLettersInput(String subscriber) {}

    public record RetryDeadLettersPayload(int retried, int remaining) implements Payload {}

    @QueryMapping
    Connection<DeadLetterView> deadLetters(
            @Argument("subscriber") @Nullable String named, DataFetchingEnvironment field) {
        var where = named == null ? DSL.noCondition() : Sql.isAnyOfTexts(subscriber, List.of(named));
        return new Connection<>(listing.page(where, newestFirst, Page.of(field)), () -> listing.count(where));
    }

    @SchemaMapping(typeName = "DeadLetter")
    CompletableFuture<RecordedEvent> event(DeadLetterView letter, DataLoader<UUID, RecordedEvent> recordedEvents) {
        return recordedEvents.load(letter.eventId());
    }

    @MutationMapping
    RetryDeadLettersPayload retryDeadLetters(@Argument RetryDeadLettersInput input) {
        var retry = subscribers
                .retry(input.subscriber())
                .orElseThrow(() -> new Refused(Code.NOT_FOUND, "There is no such subscriber", "input", "subscriber"));
        return new RetryDeadLettersPayload(retry.retried(), retry.remaining());
    }
}
