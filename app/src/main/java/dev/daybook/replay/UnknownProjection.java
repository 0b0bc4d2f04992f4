package dev.daybook.replay;

import java.util.Collection;

public final class UnknownProjection extends RuntimeException {
    private static final int MAX_QUOTED_LENGTH = 100;

    public UnknownProjection(String name, Collection<String> known) {
        super("There is no %s, only %s"
                .formatted(
                        name.length() <= MAX_QUOTED_LENGTH ? "projection " + name : "such projection",
                        String.join(", ", known)));
    }
}
