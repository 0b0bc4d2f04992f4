package dev.daybook.support;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/** Many calls at the same time, and what came of each, in their order. */
public final class Concurrently {
    private Concurrently() {}

    public static <T> List<T> atOnce(int times, IntFunction<T> call) throws Exception {
        return atOnce(IntStream.range(0, times)
                .<Callable<T>>mapToObj(i -> () -> call.apply(i))
                .toList());
    }

    public static <T> List<T> atOnce(List<Callable<T>> calls) throws Exception {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var results = new ArrayList<T>();
            for (var result : threads.invokeAll(calls)) {
                results.add(result.get());
            }
            return results;
        }
    }
}
