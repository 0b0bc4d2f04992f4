package dev.daybook.benchmark;

import java.io.IOException;
import java.sql.SQLException;

/** Connection of a {@link ClosedLoop}, used by one thread at a time. */
interface LoadConnection extends AutoCloseable {
    /** Sends a request and waits for the answer; returns whether it is the expected one. */
    boolean request(Workload workload) throws IOException, SQLException;

    @Override
    void close() throws IOException, SQLException;
}
