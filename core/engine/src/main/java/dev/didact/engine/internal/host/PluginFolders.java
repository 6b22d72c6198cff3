package dev.didact.engine.internal.host;

import dev.didact.engine.PluginCard;
import dev.didact.engine.PluginCard.State;
import dev.didact.engine.Problem.Category;
import dev.didact.engine.ProblemException;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.stream.Stream;

/// The folders that plugins lie in without being installed.
final class PluginFolders {
    private final HostSettings settings;

    PluginFolders(HostSettings settings) {
        this.settings = settings;
    }

    /// What lies there.
    ///
    /// @param plugins the plugins, by path
    /// @param unreadable what cannot be used, with the reason
    record Contents(List<HostedPlugin> plugins, List<PluginCard> unreadable) {}

    /// Reads all archives.
    Contents read() {
        var unreadable = new ArrayList<PluginCard>();
        var read = new HashMap<String, Found>();
        for (Path path : archives()) {
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
        List<HostedPlugin> plugins = read.values().stream()
                .sorted(Comparator.comparing(found -> found.archive().path()))
                .map(found -> found.hosted(settings))
                .toList();
        return new Contents(plugins, unreadable);
    }

    /// The plugin of an id as it lies there now, on a class loader of its own.
    HostedPlugin again(String id) throws BadArchiveException {
        BadArchiveException unread = new BadArchiveException("it is no longer where it was; put its archive back");
        for (Path path : archives()) {
            try {
                Found found = Found.at(path, settings);
                if (found.manifest().id().equals(id)) {
                    return found.hosted(settings);
                }
                found.close();
            } catch (BadArchiveException e) {
                unread = new BadArchiveException(path.getFileName() + ": " + e.getMessage(), e);
            }
        }
        throw unread;
    }

    /// The archives that come with the program, then those that lie in `plugins/` beside the store.
    private List<Path> archives() {
        var archives = new ArrayList<Path>();
        Stream.concat(settings.folders().stream(), settings.store().map(home -> home.resolve("plugins")).stream())
                .forEach(folder -> archives.addAll(archives(folder)));
        return archives;
    }

    private static List<Path> archives(Path folder) {
        var inFolder = new ArrayList<Path>();
        if (Files.isDirectory(folder)) {
            try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, Archive::isMeant)) {
                files.forEach(inFolder::add);
            } catch (IOException | DirectoryIteratorException e) {
                throw new ProblemException(
                        Category.ENVIRONMENT,
                        "E402",
                        "the folder of plugins " + folder + " cannot be read: " + e.getMessage() + "; check its rights",
                        e);
            }
        }
        Collections.sort(inFolder);
        return inFolder;
    }

    private static PluginCard unreadable(Path path, String reason) {
        String name = path.getFileName().toString();
        return PluginCard.unread(name, "", State.QUARANTINED, reason, "");
    }
}
