package dev.daybook.commandline;

import dev.daybook.eventstore.log.EventQueries;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(name = "show", header = "Prints one event with all its fields.")
final class ShowEvent implements Callable<Integer> {
    @Mixin
    private Output output = new Output();

    @Parameters(
            paramLabel = "ID",
            description = "Its id: a UUID as in `events tail --json`, or as the GraphQL API gives it.")
    private String id = "";

    private final OperatorContext context;

    ShowEvent(OperatorContext context) {
        this.context = context;
    }

    @Override
    public Integer call() {
        var uuid =
                Ids.parse("DomainEvent", id).orElseThrow(() -> output.wrong("%s is no id of an event.".formatted(id)));
        var event = context.bean(EventQueries.class).byId(List.of(uuid)).get(uuid);
        if (event == null) {
            throw new CommandFailed("There is no event %s.".formatted(uuid));
        }
        var fields = EventLines.fields(event);
        if (output.isJson()) {
            output.json(fields);
            return ExitCode.FINE;
        }
        fields.remove("payload");
        output.table(fields.entrySet().stream()
                .map(field -> List.of(field.getKey(), Objects.toString(field.getValue(), "-")))
                .toList());
        output.line("payload");
        output.prettyJson(event.payload());
        return ExitCode.FINE;
    }
}
