package dev.daybook.support;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Walks through a list, from the first page to the last. */
public final class PageWalk {
    private PageWalk() {}

    /**
     * @param document has a field that is called {@code page}, with {@code nodes} and {@code pageInfo}, and the variable
     *     {@code after}
     * @param field what is wanted of each node
     */
    public static List<String> walk(Client client, String document, String field) {
        return walk(client, document, Map.of(), field);
    }

    public static List<String> walk(Client client, String document, Map<String, ?> variables, String field) {
        var seen = new ArrayList<String>();
        var all = new HashMap<String, Object>(variables);
        while (true) {
            var page = client.run(document, all);
            seen.addAll(
                    page.path("page.nodes[*]." + field).entityList(String.class).get());
            if (!page.path("page.pageInfo.hasNextPage").entity(Boolean.class).get()) {
                return seen;
            }
            all.put(
                    "after",
                    page.path("page.pageInfo.endCursor").entity(String.class).get());
        }
    }
}
