package dev.daybook.reliability;

import dev.daybook.benchmark.ShopProgram;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * What a run was asked to do.
 *
 * @param olderProgram of a jar of an older version, if there is one
 * @param directory where data, logs, journals and the table are kept
 */
record Setup(
        ShopProgram program,
        @Nullable ShopProgram olderProgram,
        Path directory,
        int clients,
        long seed,
        boolean isLong) {}
