package dev.daybook.commandline;

import dev.daybook.catalog.ProductId;
import dev.daybook.catalog.product.ProductView;
import dev.daybook.catalog.product.Products;
import dev.daybook.catalog.stock.StockId;
import dev.daybook.catalog.stock.StockView;
import dev.daybook.database.ViewMappings;
import dev.daybook.eventstore.log.EventFilter;
import dev.daybook.eventstore.log.EventQueries;
import dev.daybook.eventstore.log.RecordedEvent;
import dev.daybook.ordering.OrderView;
import dev.daybook.ordering.Orders;
import dev.daybook.replay.PointInTimeRows;
import dev.daybook.users.UserView;
import dev.daybook.users.Users;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.support.JdbcUtils;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.TypeConversionException;

@Command(
        name = "history",
        header = "Prints what has happened to an order, a product or a user, and its row as it was.",
        description = {
            "",
            "First the events, one a line as in `daybook events tail`; a product's with those of its stock. Then the row that"
                    + " its projection would have made of them.",
            ""
        })
final class ShowHistory implements Callable<Integer> {
    private static final int PAGE_SIZE = 500;

    @Mixin
    private Output output = new Output();

    @Parameters(index = "0", paramLabel = "order|product|user", description = "What it is.")
    private Kind kind = Kind.ORDER;

    @Parameters(
            index = "1",
            paramLabel = "ID",
            description =
                    "Which one: by its UUID, its id in the GraphQL API, or as people know it: the number of an order,"
                            + " the SKU of a product, the name of a user.")
    private String id = "";

    @Option(
            names = "--at",
            paramLabel = "TIME",
            converter = At.class,
            description =
                    "Look from this moment: only events up to it, and the row as it was then. For example"
                            + " 2026-01-31T12:00:00Z, 2026-01-31T13:00+01:00, or a date for its beginning (UTC). Without it: now.")
    private @Nullable Instant at;

    private final OperatorContext context;

    ShowHistory(OperatorContext context) {
        this.context = context;
    }

    enum Kind {
        ORDER,
        PRODUCT,
        USER
    }

    /** @param streams the streams with their read models, the main one first */
    private record Subject(UUID id, Map<String, Class<?>> streams) {}

    @Override
    public Integer call() {
        var subject = subject();
        var moment = Objects.requireNonNullElse(at, Instant.MAX);
        var events = subject.streams().keySet().stream()
                .flatMap(stream -> events(stream).stream())
                .filter(event -> !event.occurredAt().isAfter(moment))
                .sorted(Comparator.comparingLong(RecordedEvent::position))
                .toList();
        if (events.isEmpty()) {
            throw new CommandFailed("Nothing has happened to %s %s%s."
                    .formatted(kind.name().toLowerCase(Locale.ROOT), id, at == null ? "" : " until " + at));
        }
        var past = context.bean(PointInTimeRows.class);
        var rows = new LinkedHashMap<String, @Nullable Object>();
        subject.streams()
                .forEach((stream, view) -> rows.put(
                        name(view),
                        past.rowOf(view, subject.id(), stream, moment)
                                .map(this::columns)
                                .orElse(null)));
        if (output.isJson()) {
            output.json(Map.of("events", events.stream().map(EventLines::fields).toList(), "rows", rows));
        } else {
            events.forEach(event -> EventLines.print(event, output));
            rows.forEach(this::print);
        }
        return ExitCode.FINE;
    }

    private void print(String name, @Nullable Object row) {
        output.line("");
        output.line(name + (row == null ? ": no such row" : ""));
        if (row != null) {
            output.prettyJson(row);
        }
    }

    /** The values of a row by the names of their columns in Java, without the nesting of embedded records. */
    private Map<String, @Nullable Object> columns(Object row) {
        var mapping = context.bean(ViewMappings.class).of(row.getClass());
        var values = mapping.valuesOf(row);
        var columns = new LinkedHashMap<String, @Nullable Object>();
        for (int i = 0; i < values.length; i++) {
            columns.put(
                    JdbcUtils.convertUnderscoreNameToPropertyName(
                            mapping.columnNames().get(i)),
                    values[i]);
        }
        return columns;
    }

    private Subject subject() {
        return switch (kind) {
            case ORDER -> {
                var order = find(
                        "Order",
                        () -> context.bean(Orders.class).findByNumber(id).map(OrderView::id));
                yield new Subject(order, Map.of(order.toString(), OrderView.class));
            }
            case USER -> {
                var user = find(
                        "User",
                        () -> context.bean(Users.class).findByUsername(id).map(UserView::id));
                yield new Subject(user, Map.of(user.toString(), UserView.class));
            }
            case PRODUCT -> {
                var product = find(
                        "Product",
                        () -> context.bean(Products.class).findBySku(id).map(ProductView::id));
                var streams = new LinkedHashMap<String, Class<?>>();
                streams.put(product.toString(), ProductView.class);
                streams.put(new StockId(new ProductId(product)).toString(), StockView.class);
                yield new Subject(product, streams);
            }
        };
    }

    private UUID find(String type, Supplier<Optional<UUID>> byName) {
        return Ids.parse(type, id)
                .or(byName)
                .orElseThrow(
                        () -> new CommandFailed("There is no %s %s.".formatted(type.toLowerCase(Locale.ROOT), id)));
    }

    private List<RecordedEvent> events(String stream) {
        var eventQueries = context.bean(EventQueries.class);
        var filter = new EventFilter(null, null, stream, null, null, null, null);
        var events = new ArrayList<RecordedEvent>();
        var next = eventQueries.next(0, filter, PAGE_SIZE);
        while (!next.events().isEmpty()) {
            events.addAll(next.events());
            next = eventQueries.next(next.end(), filter, PAGE_SIZE);
        }
        return events;
    }

    private static String name(Class<?> view) {
        return view.getSimpleName().replace("View", "").toLowerCase(Locale.ROOT);
    }

    /** Parses a date or a time with its offset. */
    static final class At implements ITypeConverter<Instant> {
        @Override
        public Instant convert(String text) {
            try {
                return text.length() == "2026-01-31".length()
                        ? LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant()
                        : OffsetDateTime.parse(text).toInstant();
            } catch (DateTimeParseException e) {
                throw new TypeConversionException("'%s' is no time such as 2026-01-31T12:00:00Z".formatted(text));
            }
        }
    }
}
