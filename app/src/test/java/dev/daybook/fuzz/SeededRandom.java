package dev.daybook.fuzz;

import java.util.List;
import java.util.SplittableRandom;
import java.util.UUID;

/** Draws, the same ones for the same seed. */
final class SeededRandom {
    private final SplittableRandom random;

    SeededRandom(long seed) {
        this.random = new SplittableRandom(seed);
    }

    boolean oneIn(int times) {
        return random.nextInt(times) == 0;
    }

    /** Both ends are included. */
    int between(int least, int most) {
        return random.nextInt(least, most + 1);
    }

    <T> T of(List<T> choices) {
        return choices.get(random.nextInt(choices.size()));
    }

    @SafeVarargs
    final <T> T of(T... choices) {
        return choices[random.nextInt(choices.length)];
    }

    UUID uuid() {
        return new UUID(random.nextLong(), random.nextLong());
    }
}
