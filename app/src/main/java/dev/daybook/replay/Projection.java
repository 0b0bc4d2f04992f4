package dev.daybook.replay;

import java.util.List;

/**
 * A read model that can be thrown away and rebuilt from the events.
 *
 * @param module the module that owns it
 */
public record Projection(String name, String module, List<String> tables) {
    public Projection {
        tables = List.copyOf(tables);
    }
}
