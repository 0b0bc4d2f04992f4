package dev.daybook.reliability;

import dev.daybook.reliability.Operation.Outcome;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/** Journal of all operations: a line of JSON for each answer, and the last word on each key. */
final class Journal implements AutoCloseable {
    private static final JsonMapper JSON = new JsonMapper();

    private final BufferedWriter file;
    private final Map<String, Operation> operations = new LinkedHashMap<>();
    private final Map<String, Request> unresolved = new LinkedHashMap<>();
    private final List<Operation> firstAnswers = new ArrayList<>();

    Journal(Path path) throws IOException {
        file = Files.newBufferedWriter(path);
    }

    synchronized void add(Request request, Operation operation) {
        firstAnswers.add(operation);
        write(operation);
        if (operation.outcome() == Outcome.UNKNOWN) {
            unresolved.put(request.key(), request);
        }
        operations.put(operation.key(), operation);
        notifyAll();
    }

    /** Notes what became of an operation whose outcome was unknown. */
    synchronized void resolve(Operation operation) {
        write(operation);
        operations.computeIfPresent(operation.key(), (_, first) -> first.resolvedBy(operation));
        unresolved.remove(operation.key());
    }

    private void write(Operation operation) {
        try {
            file.write(JSON.writeValueAsString(operation));
            file.newLine();
            file.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    synchronized List<Request> unresolved() {
        return List.copyOf(unresolved.values());
    }

    synchronized Collection<Operation> operations() {
        return List.copyOf(operations.values());
    }

    /** The answers to what was sent for the first time, in the order in which they came, from the given one on. */
    synchronized List<Operation> answersFrom(int number) {
        return List.copyOf(firstAnswers.subList(number, firstAnswers.size()));
    }

    synchronized int size() {
        return firstAnswers.size();
    }

    /** Waits for so many successes of operations that were sent since then, and returns when the first was answered. */
    synchronized long awaitSuccesses(int count, long since, long deadline) throws InterruptedException {
        var read = 0;
        var first = 0L;
        var found = 0;
        while (true) {
            for (; read < firstAnswers.size(); read++) {
                var operation = firstAnswers.get(read);
                if (operation.isOk() && operation.sent() >= since) {
                    first = found++ == 0 ? operation.answered() : first;
                }
            }
            if (found >= count) {
                return first;
            }
            var left = (deadline - System.nanoTime()) / 1_000_000;
            if (left <= 0) {
                throw new IllegalStateException("No more than %d of %d successes".formatted(found, count));
            }
            wait(left);
        }
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
