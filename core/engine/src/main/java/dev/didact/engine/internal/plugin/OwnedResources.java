package dev.didact.engine.internal.plugin;

import java.util.ArrayDeque;
import java.util.Deque;
import org.slf4j.Logger;

/// What one instance of a contribution has opened, to be closed with it, the last one first. Safe for use by many
/// threads.
public final class OwnedResources {
    private final Deque<AutoCloseable> owned = new ArrayDeque<>();

    /// Takes a resource.
    public synchronized <T extends AutoCloseable> T own(T resource) {
        owned.push(resource);
        return resource;
    }

    /// Closes all of them; one that fails is noted and holds no other one back.
    ///
    /// @param scope what the instance is
    public synchronized void close(String scope, Logger log) {
        while (!owned.isEmpty()) {
            try {
                owned.pop().close();
            } catch (Exception e) {
                log.warn("a resource of {} could not be closed", scope, e);
            }
        }
    }
}
