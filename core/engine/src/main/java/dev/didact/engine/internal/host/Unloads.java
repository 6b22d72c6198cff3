package dev.didact.engine.internal.host;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The plugins that are being unloaded, each on a thread of its own, and what became of them.
final class Unloads {
    private static final Logger LOG = LoggerFactory.getLogger(Unloads.class);

    private final Map<String, String> leaks = new ConcurrentHashMap<>();
    private final Set<Thread> working = ConcurrentHashMap.newKeySet();

    /// Unloads a plugin that nobody uses any more, and finds out whether it went. Returns at once.
    void begin(HostedPlugin plugin) {
        Thread thread = Thread.ofPlatform()
                .daemon()
                .name("didact-unload " + plugin.reference())
                .unstarted(() -> unload(plugin));
        thread.setContextClassLoader(Unloads.class.getClassLoader());
        working.add(thread);
        thread.start();
    }

    private void unload(HostedPlugin plugin) {
        try {
            Optional<Unloaded> unloaded = plugin.unload();
            Optional<String> leak =
                    unloaded.isEmpty() ? Optional.empty() : unloaded.get().leak();
            leak.ifPresent(cause -> {
                LOG.warn("{} was unloaded and stays in memory: {}", plugin.reference(), cause);
                leaks.put(
                        plugin.manifest().id(),
                        "version " + plugin.manifest().version() + " was unloaded and stays in memory (" + cause
                                + "); restart Didact to free it");
            });
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            working.remove(Thread.currentThread());
        }
    }

    /// What stays in memory and why, by id of the plugin.
    Map<String, String> leaks() {
        return Map.copyOf(leaks);
    }

    /// Waits until every plugin that was unloaded so far has its verdict.
    void settle() throws InterruptedException {
        for (Thread thread : working) {
            thread.join();
        }
    }
}
