package dev.daybook.ordering;

import dev.daybook.catalog.ProductId;

/** Pieces of a product that came back from a customer. */
public record ReturnedGoods(ProductId product, int quantity) {}
