package dev.daybook.fuzz;

import static org.assertj.core.api.SoftAssertions.assertSoftly;

import dev.daybook.commands.Actor;
import dev.daybook.replay.ProjectionRuns;
import dev.daybook.replay.RunKind;
import dev.daybook.replay.RunState;
import dev.daybook.support.AfterSecondLane;
import dev.daybook.support.HonestShopTest;
import dev.daybook.support.Shop;
import java.net.http.HttpClient;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.graphql.execution.GraphQlSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Nothing that a client sends brings the shop out of step: it answers, says what is wrong without telling how it is built,
 * logs nothing of it, and its books add up afterwards. The requests are drawn by a seed, which {@code
 * -Ddaybook.fuzz.seed} sets; {@code -Ddaybook.fuzz.requests} says how many they are.
 */
@HonestShopTest
@AfterSecondLane
class FuzzTests {
    private static final long SEED = Long.getLong("daybook.fuzz.seed", 13);
    private static final int REQUESTS = Integer.getInteger("daybook.fuzz.requests", 1_000);

    @Autowired
    Shop shop;

    @Autowired
    GraphQlSource source;

    @Autowired
    ProjectionRuns projectionRuns;

    @Autowired
    JdbcClient jdbc;

    @Test
    void every_request_is_answered_and_the_books_add_up() throws Exception {
        var projections = projectionRuns.names();
        try (var log = new LogWatch();
                var http = HttpClient.newHttpClient();
                var fuzz = new Fuzz(shop, source.schema(), http, log, projections.getFirst(), SEED)) {
            fuzz.run(REQUESTS);
            LoggerFactory.getLogger(getClass())
                    .info("{} requests of {} attacks, seed {}: {}", REQUESTS, fuzz.attacks(), SEED, fuzz.tally());
            var runs = projectionRuns.run(RunKind.VERIFY, projections, new Actor.System("operator"), _ -> {});
            assertSoftly(all -> {
                all.assertThat(fuzz.faults()).as("with seed %d", SEED).hasToString("");
                all.assertThat(fuzz.written()).as("changes that were written").isGreaterThan(REQUESTS / 100);
                all.assertThat(runs)
                        .allSatisfy(run -> all.assertThat(run.mismatches()).isEmpty())
                        .allMatch(run -> run.state() == RunState.SUCCEEDED);
                all.assertThat(new ConsistencyChecks(jdbc).differences()).isEmpty();
            });
        }
    }
}
