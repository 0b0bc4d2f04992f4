package dev.daybook.benchmark;

import picocli.CommandLine.Option;

/** Size of the data set that requests are measured on. */
final class DataSize {
    @Option(names = "--users", defaultValue = "10000", description = "Customers (${DEFAULT-VALUE}).")
    private int users;

    @Option(names = "--categories", defaultValue = "200", description = "Categories (${DEFAULT-VALUE}).")
    private int categories;

    @Option(names = "--products", defaultValue = "20000", description = "Products (${DEFAULT-VALUE}).")
    private int products;

    @Option(names = "--orders", defaultValue = "100000", description = "Orders of three lines (${DEFAULT-VALUE}).")
    private int orders;

    static DataSize of(int users, int categories, int products, int orders) {
        var size = new DataSize();
        size.users = users;
        size.categories = categories;
        size.products = products;
        size.orders = orders;
        return size;
    }

    int users() {
        return users;
    }

    int categories() {
        return categories;
    }

    int products() {
        return products;
    }

    int orders() {
        return orders;
    }

    /** Names a database after its size. */
    String databaseName() {
        return "benchmark_%d_%d_%d_%d".formatted(users, categories, products, orders);
    }
}
