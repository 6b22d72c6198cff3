package dev.didact.engine.internal.host;

import dev.didact.api.DidactException;

/// Something to run in the code of a plugin.
///
/// @param <T> what it makes
public interface Work<T> {
    /// Runs it.
    T run() throws DidactException, InterruptedException;
}
