package dev.daybook.graphql;

import dev.daybook.ordering.OrderView;

public record OrderPayload(OrderView order, boolean idempotentReplay) implements Payload {}
