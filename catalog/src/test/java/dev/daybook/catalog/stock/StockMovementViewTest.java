package dev.daybook.catalog.stock;

import static dev.daybook.catalog.stock.StockMovementType.ADJUSTED;
import static dev.daybook.catalog.stock.StockMovementType.COMMITTED;
import static dev.daybook.catalog.stock.StockMovementType.RECEIVED;
import static dev.daybook.catalog.stock.StockMovementType.RELEASED;
import static dev.daybook.catalog.stock.StockMovementType.RESERVED;
import static dev.daybook.catalog.stock.StockMovementType.RETURNED;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class StockMovementViewTest {
    @Test
    void a_line_tells_how_many_more_or_fewer_are_available() {
        assertThat(line(RECEIVED, 10, 0).delta()).isEqualTo(10);
        assertThat(line(ADJUSTED, -10, 0).delta()).isEqualTo(-10);
        assertThat(line(RESERVED, 0, 3).delta()).isEqualTo(-3);
        assertThat(line(RELEASED, 0, -3).delta()).isEqualTo(3);
        assertThat(line(COMMITTED, -3, -3).delta()).isZero();
        assertThat(line(RETURNED, 3, 0).delta()).isEqualTo(3);
    }

    private static StockMovementView line(StockMovementType type, int onHandChange, int reservedChange) {
        return new StockMovementView(
                UUID.randomUUID(),
                UUID.randomUUID(),
                2,
                type,
                onHandChange,
                reservedChange,
                40 + onHandChange,
                7 + reservedChange,
                null,
                null,
                "ada",
                Instant.parse("2026-12-14T08:30:00Z"));
    }
}
