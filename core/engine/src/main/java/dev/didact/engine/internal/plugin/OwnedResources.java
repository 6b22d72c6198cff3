package dev.didact.engine.internal.plugin;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.function.Consumer;

/// What one instance of a contribution has opened, to be closed with it, the last one first. Safe for use by many
/// threads.
public final class OwnedResources {
    private final Deque<AutoCloseable> owned = new ArrayDeque<>();

    /// Takes a resource.
    public synchronized <T extends AutoCloseable> T own(T resource) {
        owned.push(resource);
        return resource;
    }

    /// Closes all of them.
    ///
    /// @param closing closes one, and throws nothing
    public void close(Consumer<AutoCloseable> closing) {
        for (Optional<AutoCloseable> next = next(); next.isPresent(); next = next()) {
            closing.accept(next.get());
        }
    }

    private synchronized Optional<AutoCloseable> next() {
        return Optional.ofNullable(owned.poll());
    }
}
