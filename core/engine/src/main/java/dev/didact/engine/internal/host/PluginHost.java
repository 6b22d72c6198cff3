package dev.didact.engine.internal.host;

import dev.didact.api.Contribution;
import dev.didact.api.DidactException;
import dev.didact.engine.Catalog;
import dev.didact.engine.ContributionCard;
import dev.didact.engine.PluginCard;
import dev.didact.engine.PluginCard.State;
import dev.didact.engine.ProblemException;
import dev.didact.engine.internal.plugin.Plugins;
import java.io.IOException;
import java.net.URLConnection;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The plugins of a process. Safe for use by many threads.
///
/// Opening reads the manifests of all archives and loads no class of them, textbook PF4J plugins apart. An archive that
/// cannot be used is in the catalog with the reason, and takes no other one with it.
public final class PluginHost implements Plugins, AutoCloseable {
    private final List<PluginCard> unreadable = new ArrayList<>();
    private final List<HostedPlugin> hosted = new ArrayList<>();
    private final Map<String, HostedPlugin> byReference = new HashMap<>();

    private PluginHost() {}

    /// Finds the plugins of some folders.
    public static PluginHost open(HostSettings settings) {
        // Else the JDK keeps jars open after their loader is closed.
        URLConnection.setDefaultUseCaches("jar", false);
        var host = new PluginHost();
        host.add(BuiltIn.plugin(settings.threads()));
        host.discover(settings);
        return host;
    }

    private void discover(HostSettings settings) {
        var read = new HashMap<String, Found>();
        for (Path path : archives(settings.folders())) {
            try {
                Found found = Found.at(path, settings);
                String reference =
                        found.manifest().id() + "@" + found.manifest().version();
                Found first = read.putIfAbsent(reference, found);
                if (first == null) {
                    continue;
                }
                if (!first.archive().sha256().equals(found.archive().sha256())) {
                    unreadable.add(unreadable(
                            path,
                            "another archive has the same id and version " + reference + " and other content: "
                                    + first.archive().path().getFileName() + " is used; remove one of them"));
                }
                found.close();
            } catch (BadArchiveException e) {
                unreadable.add(unreadable(path, String.valueOf(e.getMessage())));
            }
        }
        var found = read.values().stream()
                .sorted((a, b) -> a.archive().path().compareTo(b.archive().path()))
                .toList();
        Map<Manifest, String> unmet =
                Requirements.unmet(found.stream().map(Found::manifest).toList());
        for (Found plugin : found) {
            String reason = unmet.getOrDefault(plugin.manifest(), "");
            State state =
                    !reason.isEmpty() ? State.INSTALLED : plugin.manifest().listed() ? State.RESOLVED : State.ACTIVE;
            String notes = String.join("; ", plugin.manifest().notes());
            add(new HostedPlugin(
                    plugin.manifest(),
                    plugin.archive().sha256(),
                    plugin.code(),
                    settings.threads(),
                    state,
                    reason.isEmpty() ? notes : reason));
        }
    }

    private void add(HostedPlugin plugin) {
        hosted.add(plugin);
        byReference.put(plugin.reference(), plugin);
    }

    private static List<Path> archives(List<Path> folders) {
        var archives = new ArrayList<Path>();
        for (Path folder : folders) {
            if (!Files.isDirectory(folder)) {
                continue;
            }
            var inFolder = new ArrayList<Path>();
            try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, Archive::isMeant)) {
                files.forEach(inFolder::add);
            } catch (IOException | java.nio.file.DirectoryIteratorException e) {
                throw new ProblemException(
                        dev.didact.engine.Problem.Category.ENVIRONMENT,
                        "E402",
                        "the folder of plugins " + folder + " cannot be read: " + e.getMessage() + "; check its rights",
                        e);
            }
            Collections.sort(inFolder);
            archives.addAll(inFolder);
        }
        return archives;
    }

    private static PluginCard unreadable(Path path, String reason) {
        String name = path.getFileName().toString();
        return new PluginCard(name, "", name, State.QUARANTINED, reason, "", "", "", List.of());
    }

    /// What is known now. Plugins that are loaded or taken out of use later are so in a later snapshot.
    public Catalog catalog() {
        return new CatalogSnapshot(unreadable, hosted);
    }

    /// The factory of a contribution; the same one each time. Loads its plugin at first use.
    ///
    /// @throws ProblemException if the plugin cannot be loaded or is out of use; names it with cause, author's line and
    ///     where to ask
    @Override
    public Contribution<?> factory(ContributionCard card) {
        return plugin(card).factory(card);
    }

    /// Computes on one of the plugin's platform threads and waits. If the waiting thread is interrupted, so is the
    /// work.
    ///
    /// @throws PluginFault if the plugin's code threw what is not a [DidactException]
    @Override
    public <T> T compute(ContributionCard card, Work<T> work) throws DidactException, InterruptedException {
        return plugin(card).onThread(work);
    }

    /// Runs on the calling thread, which may wait.
    ///
    /// @throws PluginFault if the plugin's code threw what is not a [DidactException]
    @Override
    public <T> T waiting(ContributionCard card, Work<T> work) throws DidactException, InterruptedException {
        return plugin(card).here(work);
    }

    private HostedPlugin plugin(ContributionCard card) {
        return Optional.ofNullable(byReference.get(card.plugin() + "@" + card.version()))
                .orElseThrow(() -> new IllegalArgumentException(card.reference() + " is of no plugin of this host"));
    }

    @Override
    public void close() {
        for (HostedPlugin plugin : List.copyOf(hosted)) {
            plugin.close();
        }
    }
}
