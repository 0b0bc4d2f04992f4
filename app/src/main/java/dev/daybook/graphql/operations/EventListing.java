package dev.daybook.graphql.operations;

import dev.daybook.catalog.ProductId;
import dev.daybook.catalog.stock.StockId;
import dev.daybook.commands.Actor;
import dev.daybook.eventstore.log.EventFilter;
import dev.daybook.eventstore.log.EventQueries;
import dev.daybook.eventstore.log.RecordedEvent;
import dev.daybook.graphql.errors.BadRequest;
import dev.daybook.graphql.input.Ranges.DateTimeRange;
import dev.daybook.graphql.paging.Connection;
import dev.daybook.graphql.paging.LogPage;
import dev.daybook.graphql.paging.Page;
import dev.daybook.graphql.paging.Sql;
import dev.daybook.graphql.types.GlobalId;
import dev.daybook.users.UserId;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Lists the events of the log. */
@Component
class EventListing {
    static final int MAX_TYPES = 100;

    private final EventQueries eventQueries;

    EventListing(EventQueries eventQueries) {
        this.eventQueries = eventQueries;
    }

    record EventFilterInput(
            @Nullable List<String> types,
            @Nullable String aggregateType,
            @Nullable String aggregateId,
            @Nullable String actorId,
            @Nullable String correlationId,
            @Nullable DateTimeRange occurredAt) {
        /** The filter of the log; an id of no valid form finds nothing. */
        EventFilter toFilter() {
            check();
            var aggregate =
                    aggregateId == null ? null : GlobalId.parse(aggregateId).orElse(null);
            var user = actorId == null ? null : GlobalId.parse("User", actorId).orElse(null);
            if ((aggregateId != null && !isOfType(aggregate)) || (actorId != null && user == null)) {
                return EventFilter.nothing();
            }
            return new EventFilter(
                    types,
                    aggregate == null ? aggregateType : aggregate.type(),
                    aggregate == null ? null : streamOf(aggregate),
                    user == null ? null : new Actor.User(new UserId(user)),
                    correlationId,
                    occurredAt == null ? null : occurredAt.from(),
                    occurredAt == null ? null : occurredAt.to());
        }

        private void check() {
            Stream.of(
                            types == null ? Stream.<String>empty() : types.stream(),
                            Stream.ofNullable(aggregateType),
                            Stream.ofNullable(correlationId))
                    .flatMap(texts -> texts)
                    .forEach(Sql::refuseUnstorable);
            if (types != null && types.size() > MAX_TYPES) {
                throw new BadRequest("At most %d types, not %d".formatted(MAX_TYPES, types.size()));
            }
        }

        private boolean isOfType(@Nullable GlobalId aggregate) {
            return aggregate != null
                    && aggregate.type().indexOf('\0') < 0
                    && (aggregateType == null || aggregateType.equals(aggregate.type()));
        }
    }

    static EventFilter toFilter(@Nullable EventFilterInput input) {
        return input == null ? EventFilter.all() : input.toFilter();
    }

    Connection<RecordedEvent> page(@Nullable EventFilterInput input, Page page) {
        var filter = toFilter(input);
        var wanted = LogPage.of(page);
        var found =
                eventQueries.between(wanted.above(), wanted.below(), filter, wanted.isNewestFirst(), wanted.limit());
        return wanted.connection(found, () -> Math.clamp(eventQueries.count(filter), 0, Integer.MAX_VALUE));
    }

    /** The stream of an aggregate, named by its id; that of a product's stock has a word before it. */
    private static String streamOf(GlobalId aggregate) {
        return aggregate.type().equals("Stock")
                ? new StockId(new ProductId(aggregate.id())).toString()
                : aggregate.id().toString();
    }
}
