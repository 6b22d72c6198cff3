package dev.didact.engine.internal.host;

import dev.didact.engine.Catalog;
import dev.didact.engine.ContributionCard;
import dev.didact.engine.PluginCard;
import dev.didact.engine.PluginCard.State;
import dev.didact.engine.Problem.Category;
import dev.didact.engine.ProblemException;
import dev.didact.engine.internal.host.StoreIndex.Stored;
import dev.didact.engine.internal.identity.Hashes;
import dev.didact.engine.internal.journal.JournalIo;
import java.net.URLConnection;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/// The plugins of a process. Safe for use by many threads.
///
/// Opening reads the manifests of all archives and loads no class of them, textbook PF4J plugins apart. An archive that
/// cannot be used is in the catalog with the reason, and takes no other one with it. What is installed while the host
/// is open is in the next catalog; work that began before keeps what it [holds][#hold()].
public final class PluginHost extends CalledPlugins implements AutoCloseable {
    private final HostSettings settings;
    private final Optional<Store> store;
    private final Unloads unloads = new Unloads();
    private final PluginFolders folders;
    private final List<HostedPlugin> ofProgram = new ArrayList<>();
    private final List<HostedPlugin> putThere;
    private final Map<String, HostedPlugin> inStore = new TreeMap<>();
    private final List<PluginCard> unreadableInFolders;
    private final List<PluginCard> unreadableInStore = new ArrayList<>();

    /// Versions that are not the ones in use, for runs that began with them and for workspaces that are locked to
    /// them.
    private final Map<String, HostedPlugin> older = new HashMap<>();

    /// The plugin that somebody works on, in place of every other one of its id.
    private Optional<HostedPlugin> developed = Optional.empty();

    private String indexText = "";
    private StoreIndex index = StoreIndex.empty();

    private PluginHost(HostSettings settings, JournalIo io) {
        this.settings = settings;
        this.store = settings.store().map(home -> new Store(home, io));
        this.folders = new PluginFolders(settings);
        PluginFolders.Contents contents = folders.read();
        this.ofProgram.add(BuiltIn.plugin(settings));
        this.ofProgram.addAll(contents.program());
        this.putThere = new ArrayList<>(contents.others());
        this.unreadableInFolders = contents.unreadable();
    }

    /// Finds the plugins of some folders.
    public static PluginHost open(HostSettings settings) {
        return open(settings, JournalIo.files());
    }

    /// @param io the disk of the store
    static PluginHost open(HostSettings settings, JournalIo io) {
        // Else the JDK keeps jars open after their loader is closed.
        URLConnection.setDefaultUseCaches("jar", false);
        var host = new PluginHost(settings, io);
        host.resolve();
        return host;
    }

    Optional<Store> store() {
        return store;
    }

    HostSettings settings() {
        return settings;
    }

    /// Takes note of what was installed since, here or by another process.
    synchronized void refresh() {
        if (store.isEmpty()) {
            return;
        }
        String text = store.get().indexText();
        if (!text.equals(indexText)) {
            index = store.get().read(text);
            indexText = text;
            arrange(Map.of());
        }
    }

    /// Makes what the index says the state of things.
    ///
    /// @param fresh plugins to take in place of those that are there, by the hash of their archive
    synchronized void arrange(Map<String, HostedPlugin> fresh) {
        Map<String, HostedPlugin> before = new TreeMap<>(inStore);
        inStore.clear();
        unreadableInStore.clear();
        for (Stored plugin : index.inUse()) {
            HostedPlugin known = fresh.getOrDefault(plugin.sha256(), before.get(plugin.sha256()));
            if (known != null) {
                inStore.put(plugin.sha256(), known);
                continue;
            }
            try {
                inStore.put(plugin.sha256(), read(plugin));
            } catch (BadArchiveException e) {
                unreadableInStore.add(PluginCard.unread(
                        plugin.id(),
                        plugin.version(),
                        State.QUARANTINED,
                        String.valueOf(e.getMessage()),
                        plugin.sha256()));
            }
        }
        before.values().stream()
                .filter(plugin -> !inStore.containsValue(plugin))
                .forEach(plugin -> plugin.holders().retire(() -> unloads.begin(plugin)));
        resolve();
    }

    private Stream<HostedPlugin> inFolders() {
        return Stream.concat(ofProgram.stream(), putThere.stream());
    }

    /// Puts another plugin in the place of one that lies in a folder.
    synchronized void replace(HostedPlugin old, HostedPlugin fresh) {
        List<HostedPlugin> folder = ofProgram.contains(old) ? ofProgram : putThere;
        folder.set(folder.indexOf(old), fresh);
        old.holders().retire(() -> unloads.begin(old));
        resolve();
    }

    /// Puts a plugin in the place of every other one of its id, until the host is closed.
    synchronized void develop(HostedPlugin fresh) {
        developed.ifPresent(old -> old.holders().retire(() -> unloads.begin(old)));
        developed = Optional.of(fresh);
        resolve();
    }

    /// The plugin that an archive or a folder holds, on a class loader of its own.
    HostedPlugin read(Path from) throws BadArchiveException {
        return Found.at(from, settings).hosted(settings);
    }

    /// A plugin of the store, on a class loader of its own.
    HostedPlugin read(Stored plugin) throws BadArchiveException {
        return Found.stored(plugin, store.orElseThrow(), settings);
    }

    /// The plugin of an id as it lies in the folders now, on a class loader of its own.
    HostedPlugin readAgain(HostedPlugin old) throws BadArchiveException {
        return folders.again(old.manifest());
    }

    private synchronized void resolve() {
        List<HostedPlugin> all = all();
        List<HostedPlugin> enabled = new ArrayList<>();
        for (HostedPlugin plugin : all) {
            plugin.disable(isDisabled(plugin.manifest()));
            if (!isDisabled(plugin.manifest())) {
                enabled.add(plugin);
            }
        }
        older.values().forEach(plugin -> plugin.disable(isDisabled(plugin.manifest())));
        Map<Manifest, String> unmet =
                Requirements.unmet(enabled.stream().map(HostedPlugin::manifest).toList());
        enabled.forEach(plugin -> plugin.resolve(unmet.getOrDefault(plugin.manifest(), "")));
    }

    private boolean isDisabled(Manifest plugin) {
        return index.disabled().contains(plugin.id());
    }

    /// What a plugin needs and would not find among the others; empty where nothing is missing.
    synchronized String missing(Manifest plugin) {
        var others = new ArrayList<>(all().stream()
                .map(HostedPlugin::manifest)
                .filter(one -> !one.id().equals(plugin.id()))
                .filter(one -> !isDisabled(one))
                .toList());
        others.add(plugin);
        return Requirements.unmet(others).getOrDefault(plugin, "");
    }

    /// All plugins. What is being developed hides every other one of its id, and what was installed what lies in a
    /// folder under the same id and version.
    private synchronized List<HostedPlugin> all() {
        List<String> installed =
                inStore.values().stream().map(HostedPlugin::reference).toList();
        Stream<HostedPlugin> finished = Stream.concat(
                inFolders().filter(plugin -> !installed.contains(plugin.reference())), inStore.values().stream());
        return Stream.concat(
                        finished.filter(plugin -> !isDeveloped(plugin.manifest().id())), developed.stream())
                .toList();
    }

    private boolean isDeveloped(String id) {
        return developed.filter(plugin -> plugin.manifest().id().equals(id)).isPresent();
    }

    /// The plugin of an id that new runs use: the installed one, else the newest in the folders.
    synchronized Optional<HostedPlugin> chosen(String id) {
        return Stream.concat(developed.stream(), inStore.values().stream())
                .filter(plugin -> plugin.manifest().id().equals(id))
                .findFirst()
                .or(() -> inFolders()
                        .filter(plugin -> plugin.manifest().id().equals(id))
                        .max((a, b) -> Versions.compare(
                                a.manifest().version(), b.manifest().version())));
    }

    /// Whether a plugin is one that was installed.
    synchronized boolean isInstalled(HostedPlugin plugin) {
        return inStore.containsValue(plugin);
    }

    /// Whether a plugin is the one that is being developed.
    synchronized boolean isDeveloped(HostedPlugin plugin) {
        return developed.filter(plugin::equals).isPresent();
    }

    /// Whether a plugin comes with the program.
    public synchronized boolean comesWithTheProgram(String sha256) {
        return ofProgram.stream().anyMatch(plugin -> plugin.sha256().equals(sha256));
    }

    /// Hash over the plugins that come with the program, which tells one build of it from another.
    public synchronized String program() {
        var hash = Hashes.fields("program");
        ofProgram.stream()
                .sorted((a, b) -> a.reference().compareTo(b.reference()))
                .forEach(plugin -> hash.text(plugin.reference(), plugin.sha256()));
        return hash.sha256();
    }

    /// What is known now. Plugins that are loaded, installed or taken out of use later are so in a later snapshot.
    public Catalog catalog() {
        return catalog(List.of());
    }

    /// What is known now, to somebody who may use some plugins only as they were.
    public synchronized Catalog catalog(List<Pin> pins) {
        refresh();
        var there = new ArrayList<>(all());
        for (Pin pin : pins) {
            if (there.stream().noneMatch(pin::means) && mayBeOlder(pin)) {
                older(pin.id(), pin.version(), pin.sha256()).ifPresent(there::add);
            }
        }
        return new CatalogSnapshot(
                Stream.concat(unreadableInFolders.stream(), unreadableInStore.stream())
                        .toList(),
                all(),
                there,
                List.copyOf(inStore.values()),
                pins,
                unloads.leaks());
    }

    /// Whether a version that is not in use may stand in: for a run that began with it always, for a new one only
    /// while some version of the plugin is installed.
    private boolean mayBeOlder(Pin pin) {
        return pin.began() || index.used(pin.id()).isPresent();
    }

    /// A version in the store that is not the one in use.
    private synchronized Optional<HostedPlugin> older(String id, String version, String sha256) {
        HostedPlugin known = older.get(sha256);
        Optional<Stored> stored = index.stored(sha256)
                .filter(plugin -> plugin.id().equals(id) && plugin.version().equals(version));
        if (known != null || stored.isEmpty()) {
            return Optional.ofNullable(known);
        }
        try {
            HostedPlugin plugin = read(stored.get());
            plugin.resolve(missing(plugin.manifest()));
            plugin.disable(isDisabled(plugin.manifest()));
            plugin.holders().passing(() -> {
                forget(plugin);
                unloads.begin(plugin);
            });
            older.put(sha256, plugin);
            return Optional.of(plugin);
        } catch (BadArchiveException e) {
            return Optional.empty();
        }
    }

    private synchronized void forget(HostedPlugin plugin) {
        older.remove(plugin.sha256(), plugin);
    }

    @Override
    public Held hold() {
        return new HeldPlugins(this);
    }

    /// The plugin that a card is of, as new work gets it.
    ///
    /// @throws ProblemException if it has been replaced since the card was handed out
    @Override
    synchronized HostedPlugin plugin(ContributionCard card) {
        Optional<HostedPlugin> known = known(card);
        if (known.isEmpty()) {
            refresh();
            known = known(card);
        }
        return known.orElseThrow(() -> new ProblemException(
                Category.ENVIRONMENT,
                "E402",
                "plugin " + card.plugin() + "@" + card.version()
                        + " was replaced or removed meanwhile; type the line again"));
    }

    private Optional<HostedPlugin> known(ContributionCard card) {
        return all().stream()
                .filter(plugin -> plugin.manifest().id().equals(card.plugin())
                        && plugin.manifest().version().equals(card.version())
                        && plugin.sha256().equals(card.sha256()))
                .findFirst()
                .or(() -> older(card.plugin(), card.version(), card.sha256()));
    }

    /// Waits until every plugin that was unloaded has its verdict.
    public void settle() throws InterruptedException {
        unloads.settle();
    }

    @Override
    public synchronized void close() {
        inFolders().forEach(HostedPlugin::close);
        inStore.values().forEach(HostedPlugin::close);
        List.copyOf(older.values()).forEach(HostedPlugin::close);
        developed.ifPresent(HostedPlugin::close);
    }
}
