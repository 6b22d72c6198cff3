package dev.didact.engine;

import java.util.List;
import java.util.Optional;

/// The rows that answer a question, read one by one. For one thread; to be closed.
public interface Rows extends AutoCloseable {
    /// The names of the columns, no two alike.
    List<String> columns();

    /// The values of the next row, one a column: a `Long`, a `Double`, a text, or nothing. Empty after the last row.
    ///
    /// @throws ProblemException if it cannot be computed
    /// @throws java.util.concurrent.CancellationException if the thread is interrupted
    Optional<List<Optional<Object>>> next();

    @Override
    void close();
}
