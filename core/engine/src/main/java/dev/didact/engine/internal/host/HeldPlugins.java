package dev.didact.engine.internal.host;

import dev.didact.engine.ContributionCard;
import dev.didact.engine.internal.plugin.Plugins;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// The plugins of one piece of work. The first use of a plugin decides which load of it the work has, and keeps that.
final class HeldPlugins extends CalledPlugins implements Plugins.Held {
    private final PluginHost host;
    private final Map<Key, HostedPlugin> held = new ConcurrentHashMap<>();

    HeldPlugins(PluginHost host) {
        this.host = host;
    }

    private record Key(String id, String version, String sha256) {}

    @Override
    public Held hold() {
        return host.hold();
    }

    @Override
    HostedPlugin plugin(ContributionCard card) {
        var key = new Key(card.plugin(), card.version(), card.sha256());
        HostedPlugin first = held.get(key);
        return first == null ? take(key, card) : first;
    }

    private HostedPlugin take(Key key, ContributionCard card) {
        synchronized (held) {
            @Nullable HostedPlugin known = held.get(key);
            while (known == null) {
                // It may be unloaded between being found and being held; then another one is there, or none.
                HostedPlugin found = host.plugin(card);
                if (found.holders().hold()) {
                    held.put(key, found);
                    known = found;
                }
            }
            return known;
        }
    }

    @Override
    public void close() {
        synchronized (held) {
            held.values().forEach(plugin -> plugin.holders().release());
            held.clear();
        }
    }
}
