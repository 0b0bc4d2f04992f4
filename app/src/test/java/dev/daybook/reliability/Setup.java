package dev.daybook.reliability;

import dev.daybook.benchmark.ShopProgram;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * What a run was asked to do.
 *
 * @param olderProgram of a jar of an older version, if there is one
 * @param canary that the shop and its database have, if any
 * @param directory where data, logs, journals and the table are kept
 */
record Setup(
        ShopProgram program,
        @Nullable ShopProgram olderProgram,
        @Nullable Canary canary,
        Path directory,
        int clients,
        long seed,
        boolean isLong) {
    Setup with(Canary another) {
        return new Setup(program, olderProgram, another, directory.resolve(another.name()), clients, seed, isLong);
    }
}
