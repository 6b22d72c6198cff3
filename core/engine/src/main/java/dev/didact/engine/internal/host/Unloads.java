package dev.didact.engine.internal.host;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The plugins that are being unloaded, each on a thread of its own, and what became of them.
final class Unloads {
    private static final Logger LOG = LoggerFactory.getLogger(Unloads.class);

    private final Map<String, Leak> leaks = new ConcurrentHashMap<>();
    private final Set<Thread> working = ConcurrentHashMap.newKeySet();

    /// What is still in memory, in words, for as long as it is.
    private record Leak(Unloaded kept, String words) {}

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
            if (unloaded.isPresent()) {
                unloaded.get().leak().ifPresent(cause -> leaks(plugin, unloaded.get(), cause));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            working.remove(Thread.currentThread());
        }
    }

    private void leaks(HostedPlugin plugin, Unloaded kept, String cause) {
        LOG.warn("{} was unloaded and stays in memory: {}", plugin.reference(), cause);
        leaks.put(
                plugin.manifest().id(),
                new Leak(
                        kept,
                        "version " + plugin.manifest().version() + " was unloaded and stays in memory (" + cause
                                + "); restart Didact to free it"));
    }

    /// What stays in memory and why, by id of the plugin. What went later than it should is no longer among them.
    Map<String, String> leaks() {
        leaks.values().removeIf(leak -> leak.kept().isGone());
        return leaks.entrySet().stream()
                .collect(Collectors.toUnmodifiableMap(
                        Map.Entry::getKey, leak -> leak.getValue().words()));
    }

    /// Waits until every plugin that was unloaded so far has its verdict.
    void settle() throws InterruptedException {
        for (Thread thread : working) {
            thread.join();
        }
    }
}
