package dev.daybook.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class LatenciesTest {
    @Test
    void a_percentile_is_the_latency_that_so_many_did_not_exceed() {
        var latencies = new Latencies();
        LongStream.rangeClosed(1, 200).map(n -> 201 - n).forEach(n -> latencies.took(n * 1_000_000));
        assertThat(latencies.percentile(0.5)).isEqualTo("100.0 ms");
        assertThat(latencies.percentile(0.99)).isEqualTo("198.0 ms");
        assertThat(latencies.percentile(1)).isEqualTo("200.0 ms");
    }

    @Test
    void no_requests_have_no_percentiles() {
        assertThat(new Latencies().percentile(0.5)).isEqualTo("–");
    }
}
