package dev.daybook.reliability;

import dev.daybook.support.DatabaseProxy;

/** All that can fail, and the load on it. The shop reaches the database by way of the proxy. */
record World(ShopNode shop, DatabaseServer database, DatabaseProxy proxy, Load load, Journal journal, Market market) {}
