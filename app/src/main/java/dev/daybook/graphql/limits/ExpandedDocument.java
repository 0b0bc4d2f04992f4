package dev.daybook.graphql.limits;

import static java.util.stream.Collectors.toMap;

import graphql.language.Document;
import graphql.language.Field;
import graphql.language.FragmentDefinition;
import graphql.language.FragmentSpread;
import graphql.language.InlineFragment;
import graphql.language.OperationDefinition;
import graphql.language.Selection;
import graphql.language.SelectionSet;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Size of a document with every fragment written out at each spread. The engine walks it in this size and keeps each
 * selection in memory, even where all of them merge into a single field: twenty fragments that spread each other twice
 * are a million selections, and {@link OperationLimits} would come too late.
 */
final class ExpandedDocument {

    /** Largest result, far above any limit and far below an overflow. */
    private static final long CEILING = 1_000_000_000;

    private final Map<String, FragmentDefinition> fragments;
    private final Map<String, Long> sizes = new HashMap<>();

    private ExpandedDocument(Document document) {
        fragments = document.getDefinitionsOfType(FragmentDefinition.class).stream()
                .collect(toMap(FragmentDefinition::getName, fragment -> fragment, (first, second) -> first));
    }

    /** Number of selections in all operations, since all of them are validated. */
    static long selectionsOf(Document document) {
        var expanded = new ExpandedDocument(document);
        return document.getDefinitionsOfType(OperationDefinition.class).stream()
                .mapToLong(operation -> expanded.sizeOf(operation.getSelectionSet()))
                .sum();
    }

    private long sizeOf(@Nullable SelectionSet selections) {
        if (selections == null) {
            return 0;
        }
        long size = 0;
        for (Selection<?> selection : selections.getSelections()) {
            size += 1 + sizeBelow(selection);
        }
        return Math.min(size, CEILING);
    }

    private long sizeBelow(Selection<?> selection) {
        return switch (selection) {
            case Field field -> sizeOf(field.getSelectionSet());
            case InlineFragment fragment -> sizeOf(fragment.getSelectionSet());
            case FragmentSpread spread -> sizeOf(spread.getName());
            default -> 0;
        };
    }

    /** A fragment within itself counts once: validation will name the cycle. */
    private long sizeOf(String fragment) {
        Long known = sizes.putIfAbsent(fragment, 0L);
        FragmentDefinition definition = fragments.get(fragment);
        if (known != null || definition == null) {
            return known == null ? 0 : known;
        }
        long size = sizeOf(definition.getSelectionSet());
        sizes.put(fragment, size);
        return size;
    }
}
