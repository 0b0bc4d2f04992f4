package dev.daybook.eventstore.serialization;

import static org.assertj.core.api.Assertions.assertThat;

import dev.daybook.catalog.Money;
import dev.daybook.catalog.ProductId;
import dev.daybook.ordering.OrderEvent.OrderConfirmed;
import dev.daybook.ordering.OrderEvent.OrderPlaced;
import dev.daybook.ordering.OrderId;
import dev.daybook.ordering.OrderLine;
import dev.daybook.users.UserId;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.axonframework.serialization.SimpleSerializedObject;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class EventSerializerTests {
    private static final UUID ID = UUID.fromString("3bcce381-98eb-3706-bb99-b494d1f44e65");

    private final EventSerializer serializer = new EventSerializer(new EventNames());

    @Test
    void an_event_is_stored_as_its_facts_and_nothing_else() {
        var placed = new OrderPlaced(
                new OrderId(ID),
                "ORD-20260131101530-00FF7A",
                new UserId(ID),
                List.of(new OrderLine(new ProductId(ID), "Notebook", "NB-1", 2, Money.of("12.50", "EUR"))),
                Money.of("25.00", "EUR"),
                null,
                Instant.parse("2026-01-31T10:45:30Z"));
        var stored = serializer.serialize(placed, String.class);
        assertThat(stored.getType().getName()).isEqualTo("ordering.OrderPlaced");
        assertThat(json(stored.getData())).isEqualTo(json("""
                {"order": "%1$s", "number": "ORD-20260131101530-00FF7A", "customer": "%1$s",
                 "lines": [{"product": "%1$s", "productName": "Notebook", "sku": "NB-1", "quantity": 2,
                            "unitPrice": {"amount": 12.50, "currency": "EUR"}}],
                 "total": {"amount": 25.00, "currency": "EUR"}, "reservedUntil": "2026-01-31T10:45:30Z"}""".formatted(ID)));
        assertThat(serializer.<String, Object>deserialize(stored)).isEqualTo(placed);
    }

    @Test
    void an_order_from_before_unpaid_ones_were_cancelled_is_reserved_without_end() {
        var stored = new SimpleSerializedObject<>("""
                {"order": "%1$s", "number": "ORD-20260131101530-00FF7A", "customer": "%1$s", "lines": [],
                 "total": {"amount": 25.00, "currency": "EUR"}}""".formatted(ID), String.class, "ordering.OrderPlaced", null);
        assertThat(serializer.<String, OrderPlaced>deserialize(stored).reservedUntil())
                .isNull();
    }

    @Test
    void an_event_with_one_fact_is_an_object_too() {
        var confirmed = new OrderConfirmed(new OrderId(ID));
        var stored = serializer.serialize(confirmed, String.class);
        assertThat(json(stored.getData())).isEqualTo(json("{\"order\": \"%s\"}".formatted(ID)));
        assertThat(serializer.<String, Object>deserialize(stored)).isEqualTo(confirmed);
    }

    private static Object json(String text) {
        return JsonMapper.shared().readTree(text);
    }
}
