package dev.daybook.catalog;

import java.util.Collection;
import java.util.List;
import java.util.Set;
import org.mockito.stubbing.Answer;

/** Answers of a mock that finds these values among those that it is asked for. */
public final class TakenValues {
    private TakenValues() {}

    public static Answer<List<String>> among(String... taken) {
        return asked -> asked.<Collection<String>>getArgument(0).stream()
                .filter(Set.of(taken)::contains)
                .toList();
    }
}
