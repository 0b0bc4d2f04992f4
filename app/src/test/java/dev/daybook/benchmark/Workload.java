package dev.daybook.benchmark;

import java.util.random.RandomGenerator;

/** Kinds of requests, which a shop and the floor serve alike. */
enum Workload {
    W1("product by SKU"),
    W2("20 newest orders, four levels"),
    W3("place an order of two products"),
    W4("everybody orders the same product"),
    W5("45 % W1, 45 % W2, 10 % W3");

    private final String title;

    Workload(String title) {
        this.title = title;
    }

    String title() {
        return name() + " " + title;
    }

    /** Draws the kind of the next request: itself, or one of the mix. */
    Workload next(RandomGenerator random) {
        if (this != W5) {
            return this;
        }
        var percent = random.nextInt(100);
        return percent < 45 ? W1 : percent < 90 ? W2 : W3;
    }
}
