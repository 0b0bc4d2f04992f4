package dev.daybook.benchmark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;

/** A process and its descendants, whose CPU time Linux reports in {@code /proc}. */
record ProcessTree(ProcessHandle root) {
    /** The kernel's USER_HZ, which is the same on all common architectures. */
    private static final double TICKS_PER_SECOND = 100;

    private static final int USER_TIME = 11;
    private static final int CHILDREN_SYSTEM_TIME = 14;

    /** Returns the CPU time of all of them so far, and of their children that have ended. */
    double cpuSeconds() {
        return Stream.concat(Stream.of(root), root.descendants())
                        .mapToLong(ProcessTree::ticks)
                        .sum()
                / TICKS_PER_SECOND;
    }

    private static long ticks(ProcessHandle process) {
        try {
            var stat = Files.readString(Path.of("/proc", Long.toString(process.pid()), "stat"));
            // The name before the last parenthesis may hold spaces.
            var fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
            return Arrays.stream(fields, USER_TIME, CHILDREN_SYSTEM_TIME + 1)
                    .mapToLong(Long::parseLong)
                    .sum();
        } catch (IOException _) {
            // It has just ended: its parent has its time.
            return 0;
        }
    }
}
