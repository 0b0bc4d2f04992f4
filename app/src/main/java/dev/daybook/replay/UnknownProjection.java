package dev.daybook.replay;

import java.util.Collection;

public final class UnknownProjection extends RuntimeException {
    public UnknownProjection(String name, Collection<String> known) {
        super("There is no projection %s, only %s".formatted(name, String.join(", ", known)));
    }
}
