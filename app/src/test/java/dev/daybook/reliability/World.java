package dev.daybook.reliability;

import dev.daybook.support.Client;
import dev.daybook.support.DatabaseProxy;
import java.util.List;

/** All that can fail, and the load on it. Nodes reach the database by way of the proxy. */
record World(List<ShopNode> shops, Nodes nodes, Servers servers, Load load, Journal journal, Market market) {
    /** The primary. */
    DatabaseServer database() {
        return servers.primary();
    }

    DatabaseProxy proxy() {
        return servers.beforePrimary();
    }

    ShopNode shop() {
        return shops.getFirst();
    }

    /** An administrator at the first node. */
    Client admin() {
        return Client.of(shop().address(), market.staff());
    }
}
