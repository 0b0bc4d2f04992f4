package dev.daybook.replay;

import java.util.Collection;

public final class UnknownProjection extends RuntimeException {
    private static final int LONGEST_TOLD = 100;

    public UnknownProjection(String name, Collection<String> known) {
        super("There is no %s, only %s"
                .formatted(
                        name.length() <= LONGEST_TOLD ? "projection " + name : "such projection",
                        String.join(", ", known)));
    }
}
