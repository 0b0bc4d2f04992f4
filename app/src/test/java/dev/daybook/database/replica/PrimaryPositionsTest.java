package dev.daybook.database.replica;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class PrimaryPositionsTest {
    private static final long SECOND = Duration.ofSeconds(1).toNanos();

    private final PrimaryPositions positions = new PrimaryPositions(Duration.ofSeconds(10));

    @Test
    void a_replica_has_everything_of_the_last_time_at_which_the_primary_was_not_beyond_it() {
        positions.add(100, SECOND);
        positions.add(200, 2 * SECOND);
        assertThat(positions.timeOf(99)).isNull();
        assertThat(positions.timeOf(100)).isEqualTo(SECOND);
        assertThat(positions.timeOf(199)).isEqualTo(SECOND);
        assertThat(positions.timeOf(5_000)).isEqualTo(2 * SECOND);
    }

    @Test
    void an_idle_primary_makes_no_replica_look_old() {
        positions.add(100, SECOND);
        positions.add(100, 60 * SECOND);
        assertThat(positions.timeOf(100)).isEqualTo(60 * SECOND);
    }

    @Test
    void nothing_is_known_of_a_replica_that_is_too_far_behind() {
        positions.add(100, SECOND);
        positions.add(200, 12 * SECOND);
        assertThat(positions.timeOf(150)).isNull();
    }
}
