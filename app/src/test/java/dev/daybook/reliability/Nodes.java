package dev.daybook.reliability;

import dev.daybook.benchmark.ShopProgram;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** Starts nodes of a shop on its database, each at a port of its own. */
record Nodes(ShopProgram program, Map<String, String> environment, Path directory) {
    ShopNode open() throws IOException, InterruptedException {
        return open(Map.of());
    }

    /** @param settings of this node alone */
    ShopNode open(Map<String, String> settings) throws IOException, InterruptedException {
        var node = launch(program, settings);
        try {
            node.awaitReady();
            return node;
        } catch (IllegalStateException e) {
            node.close();
            throw e;
        }
    }

    /** Begins to start a node. */
    ShopNode launch(ShopProgram program, Map<String, String> settings) throws IOException {
        var port = DatabaseServer.freePort();
        var all = new HashMap<>(environment);
        all.putAll(settings);
        all.put("SERVER_PORT", Integer.toString(port));
        return ShopNode.launch(program, all, port, directory.resolve("shop-%d.log".formatted(port)));
    }
}
