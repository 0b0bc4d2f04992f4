package dev.daybook.commandline;

import dev.daybook.eventstore.log.EventFilter;
import dev.daybook.eventstore.log.EventQueries;
import dev.daybook.eventstore.log.LogTail;
import dev.daybook.eventstore.serialization.EventNames;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.SqlArrayValue;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "tail",
        header = "Prints the events of the log, oldest first, one a line.",
        description = {
            "",
            "A line has the position, the time, the type, the actor, the stream with the number of the event in it, and"
                    + " the payload as JSON. With --json it is an object for each event.",
            ""
        })
final class TailEvents implements Callable<Integer> {
    private static final int DEFAULT_COUNT = 20;
    private static final int PAGE_SIZE = 500;

    @Mixin
    private Output output = new Output();

    @Option(
            names = "--from",
            paramLabel = "POSITION",
            description =
                    "Begin at this position of the log; 1 is the first. Without it: the last " + DEFAULT_COUNT + ".")
    private @Nullable Long from;

    @Option(
            names = "--type",
            paramLabel = "TYPE",
            description = "Only events of this type, such as ordering.OrderPlaced. Can be given several times.")
    private List<String> types = List.of();

    @Option(
            names = {"-f", "--follow"},
            description = "Go on with events as they come, until Ctrl-C. None is missed and none is printed twice.")
    private boolean follow;

    private final OperatorContext context;

    TailEvents(OperatorContext context) {
        this.context = context;
    }

    @Override
    public Integer call() throws InterruptedException {
        if (from != null && from < 1) {
            throw output.wrong("Positions begin at 1, so nothing is at %d.".formatted(from));
        }
        types.forEach(this::refuseUnknown);
        var filter = new EventFilter(types.isEmpty() ? null : types, null, null, null, null, null, null);
        var position = from == null ? positionBeforeLatest() : from - 1;
        if (!follow) {
            print(position, filter);
            return ExitCode.FINE;
        }
        // Registered before the first read, so that no event in between is missed.
        var grown = new Semaphore(1);
        var end = context.bean(LogTail.class).onAdvance(grown::release);
        try {
            while (output.isRead()) {
                grown.acquire();
                grown.drainPermits();
                position = print(position, filter);
            }
        } finally {
            end.run();
        }
        return ExitCode.FINE;
    }

    /** Prints all events after the position, and returns the position of the end. */
    private long print(long after, EventFilter filter) {
        var eventQueries = context.bean(EventQueries.class);
        var position = after;
        while (output.isRead()) {
            var next = eventQueries.next(position, filter, PAGE_SIZE);
            next.events().forEach(event -> EventLines.print(event, output));
            position = next.end();
            if (next.events().size() < PAGE_SIZE) {
                break;
            }
        }
        return position;
    }

    private long positionBeforeLatest() {
        return context.bean(JdbcClient.class)
                .sql("""
                        select coalesce(min(position), 1) - 1 from (
                            select position from domain_events where cardinality(:types) = 0 or type = any(:types)
                            order by position desc limit :last) as those""")
                .param("types", new SqlArrayValue("text", types.toArray()))
                .param("last", DEFAULT_COUNT)
                .query(Long.class)
                .single();
    }

    private void refuseUnknown(String type) {
        var known = context.bean(EventNames.class).events();
        if (!known.contains(type)) {
            throw output.wrong("There is no event type %s.%s"
                    .formatted(type, UnknownArguments.didYouMean(Suggestions.to(type, known))));
        }
    }
}
