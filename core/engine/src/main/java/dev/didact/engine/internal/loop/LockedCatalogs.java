package dev.didact.engine.internal.loop;

import dev.didact.engine.Catalog;
import dev.didact.engine.ContributionCard;
import dev.didact.engine.PluginCard;
import dev.didact.engine.internal.host.Pin;
import dev.didact.engine.internal.host.PluginHost;
import dev.didact.engine.internal.identity.Hashes;
import dev.didact.engine.internal.workspace.PluginLock;
import dev.didact.engine.internal.workspace.PluginLock.Content;
import dev.didact.engine.internal.workspace.PluginLock.Locked;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/// The plugins of a host as a workspace may use them: what its lock file names must be what it was.
///
/// What comes with Didact changes with Didact. So those entries bind only as long as the plugins that come with it are
/// the ones that they were written under; another Didact brings its own, and the lock file follows at the next run.
final class LockedCatalogs implements Catalogs {
    private final PluginHost host;
    private final PluginLock lock;

    LockedCatalogs(PluginHost host, PluginLock lock) {
        this.host = host;
        this.lock = lock;
    }

    @Override
    public Catalog current() {
        return host.catalog(binding(lock.read()).stream().map(this::pin).toList());
    }

    private List<Locked> binding(Content content) {
        boolean same = content.program().equals(host.program());
        return content.plugins().stream()
                .filter(plugin -> same || !plugin.from().equals(PluginLock.PROGRAM))
                .toList();
    }

    private Pin pin(Locked plugin) {
        String id = plugin.id();
        return new Pin(
                id,
                plugin.version(),
                plugin.sha256(),
                lock.file() + " names " + id + "@" + plugin.version() + " with hash "
                        + Hashes.shortened(plugin.sha256())
                        + ": install that archive with `plugin install FILE`, or let this workspace use what is here with"
                        + " `plugin reload " + id + "`");
    }

    @Override
    public Catalog pinned(Map<String, String> plugins) {
        List<Pin> pins = new ArrayList<>();
        plugins.forEach((reference, sha256) -> {
            int at = reference.lastIndexOf('@');
            pins.add(new Pin(reference.substring(0, at), reference.substring(at + 1), sha256, ""));
        });
        return host.catalog(pins);
    }

    @Override
    public void used(Collection<ContributionCard> cards) {
        lock.change(before -> {
            var plugins = new ArrayList<>(binding(before));
            cards.forEach(card -> add(card.plugin(), card.version(), card.sha256(), plugins));
            return new Content(before.lock(), host.program(), plugins);
        });
    }

    /// Takes a plugin in place of those of its id, where the lock file names any.
    void replaced(PluginCard card) {
        lock.change(before -> {
            var plugins = new ArrayList<>(before.plugins());
            if (plugins.removeIf(plugin -> plugin.id().equals(card.id()))) {
                add(card.id(), card.version(), card.sha256(), plugins);
            }
            return new Content(before.lock(), before.program(), plugins);
        });
    }

    private void add(String id, String version, String sha256, List<Locked> plugins) {
        String from = host.comesWithTheProgram(sha256) ? PluginLock.PROGRAM : "installed";
        plugins.removeIf(plugin -> plugin.id().equals(id) && plugin.version().equals(version));
        plugins.add(new Locked(id, version, sha256, from));
    }
}
