package dev.daybook.catalog;

import java.util.Collection;
import java.util.List;
import java.util.Set;
import org.mockito.stubbing.Answer;

/** How a test says what is taken: of those that are asked about, these. */
public final class Taken {
    private Taken() {}

    public static Answer<List<String>> among(String... taken) {
        return asked -> asked.<Collection<String>>getArgument(0).stream()
                .filter(Set.of(taken)::contains)
                .toList();
    }
}
