package dev.daybook.replay;

import java.util.List;

/**
 * A read model that can be thrown away and rebuilt from the events.
 *
 * @param module the module that owns it
 * @param version of the rows that this node makes; those of an older one are rebuilt
 */
public record Projection(String name, String module, int version, List<String> tables) {
    public Projection {
        tables = List.copyOf(tables);
    }
}
