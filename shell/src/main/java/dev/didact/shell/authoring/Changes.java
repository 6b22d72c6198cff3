package dev.didact.shell.authoring;

/// Changes that somebody waits for.
public interface Changes extends AutoCloseable {
    /// Waits until something is different from what it was when this last returned, and until it has come to rest. What
    /// changed in the meantime counts too.
    ///
    /// @throws InterruptedException if nobody waits any more
    void await() throws InterruptedException;

    @Override
    void close();
}
