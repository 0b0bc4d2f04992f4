package dev.daybook.reliability;

import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;

import dev.daybook.reliability.Fault.Evidence;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;

/** Faults that uncover what no other one does. */
final class Uncovering {
    static final List<Fault> ALL = List.of(
            new Fault("load on two nodes", 3, false, Faults.SOON, Faults.TYPED, Uncovering::shareTheLoad).inLongForm(),
            new Fault("long texts rebuilt", 1, false, Faults.SOON, Faults.TYPED, Uncovering::rebuildTexts)
                    .inLongForm());

    /** What only a {@link Canary} survives: a shop refuses each command on such a row as INTERNAL until it is mended. */
    static final Fault ROW_MISSING =
            new Fault("row missing for a while", 1, false, Faults.SOON, Faults.TYPED, Uncovering::missRow);

    private static final Duration MISSING = ofSeconds(2);
    private static final Duration PATIENCE = ofSeconds(60);
    private static final int SHARED = 500;
    private static final int TEXTS = 200;
    private static final int AT_ONCE = 50;
    private static final String EMOJI = "\uD83D\uDE00";

    private Uncovering() {}

    private static Evidence missRow(World world, boolean isLong) throws SQLException {
        try (var database = world.database().connect();
                var statement = database.createStatement()) {
            statement.execute("create temporary table missing as select * from stock limit 0");
            var taken = statement.executeUpdate("""
                    with taken as (delete from stock where id = (select min(id::text)::uuid from stock) returning *)
                    insert into missing select * from taken""");
            Faults.last(MISSING);
            var restored = statement.executeUpdate("insert into stock select * from missing");
            return Evidence.of(
                    taken == 1 && restored == 1, "1 row of the stock missing for %d s".formatted(MISSING.toSeconds()));
        }
    }

    /** Each client sends every other operation to the other node, which finds what the first has done. */
    private static Evidence shareTheLoad(World world, boolean isLong) throws Exception {
        try (var other = world.nodes().open()) {
            var before = world.journal().size();
            world.load().sendTo(world.shop(), other);
            awaitSuccesses(SHARED, world);
            world.load().sendTo(world.shop());
            awaitSuccesses(1, world);
            var code = other.terminate();
            return Evidence.of(
                    code == 143,
                    "%d operations at two nodes".formatted(world.journal().size() - before));
        }
    }

    private static void awaitSuccesses(int count, World world) throws InterruptedException {
        var now = System.nanoTime();
        var _ = world.journal().awaitSuccesses(count, now, now + PATIENCE.toNanos());
    }

    /** Nearly all characters of the texts are pairs of surrogates, so that wherever a text is split, one is likely to be. */
    private static Evidence rebuildTexts(World world, boolean isLong) throws Exception {
        for (int from = 0; from < TEXTS; from += AT_ONCE) {
            createProducts(from, world);
        }
        world.admin()
                .mutate("rebuildProjection", Map.of("name", "products"), "run { id }")
                .path("rebuildProjection.run.id")
                .hasValue();
        var deadline = System.nanoTime() + PATIENCE.toNanos();
        var state = Rebuilding.lastRun(world, "products");
        while (state.equals("RUNNING") && System.nanoTime() < deadline) {
            Faults.last(ofMillis(50));
            state = Rebuilding.lastRun(world, "products");
        }
        return Evidence.of(state.equals("SUCCEEDED"), "%d texts, the rebuild %s".formatted(TEXTS, state));
    }

    private static void createProducts(int from, World world) {
        var products = IntStream.range(from, from + AT_ONCE)
                .mapToObj(n -> Map.of(
                        "name", "Picture book " + n,
                        "sku", "PB-" + n + "-" + UUID.randomUUID().toString().substring(0, 8),
                        "description", "x".repeat(n % 3) + EMOJI.repeat(2_000),
                        "price", Market.euros("2.00"),
                        "initialStock", 0))
                .toList();
        Market.create(products, world.admin()).hasSize(AT_ONCE);
    }
}
