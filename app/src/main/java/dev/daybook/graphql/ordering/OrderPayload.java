package dev.daybook.graphql.ordering;

import dev.daybook.graphql.types.Payload;
import dev.daybook.ordering.OrderView;

public record OrderPayload(OrderView order, boolean idempotentReplay) implements Payload {}
