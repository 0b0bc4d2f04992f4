package dev.daybook.commands;

import static java.util.function.Function.identity;

import dev.daybook.catalog.CatalogIndex;
import dev.daybook.database.SqlStates;
import dev.daybook.ordering.OrderingIndex;
import dev.daybook.users.UsersIndex;
import dev.daybook.users.index.UniqueIndex;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The unique indexes that the modules of the shop declare. */
public final class UniqueIndexes {
    private static final Map<String, UniqueIndex> BY_NAME = Stream.<UniqueIndex[]>of(
                    UsersIndex.values(), CatalogIndex.values(), OrderingIndex.values())
            .flatMap(Stream::of)
            .collect(Collectors.toUnmodifiableMap(UniqueIndex::indexName, identity()));

    private UniqueIndexes() {}

    /** The index that refused a row. */
    public static Optional<UniqueIndex> violatedBy(Throwable thrown) {
        return SqlStates.violatedIndex(thrown).map(BY_NAME::get);
    }
}
