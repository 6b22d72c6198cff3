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
import java.util.Optional;
import java.util.stream.Stream;

/// The folders that plugins lie in without being installed.
final class PluginFolders {
    private final HostSettings settings;

    PluginFolders(HostSettings settings) {
        this.settings = settings;
    }

    /// What lies there.
    ///
    /// @param program the plugins that come with the program, by path
    /// @param others those that somebody put into `plugins/` beside the store, by path
    /// @param unreadable what cannot be used, with the reason
    record Contents(List<HostedPlugin> program, List<HostedPlugin> others, List<PluginCard> unreadable) {}

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
        List<Found> byPath = read.values().stream()
                .sorted(Comparator.comparing(found -> found.archive().path()))
                .toList();
        return new Contents(
                hosted(byPath.stream().filter(this::isOfProgram)),
                hosted(byPath.stream().filter(found -> !isOfProgram(found))),
                unreadable);
    }

    private List<HostedPlugin> hosted(Stream<Found> found) {
        return found.map(one -> one.hosted(settings)).toList();
    }

    private boolean isOfProgram(Found found) {
        return settings.folders().stream()
                .anyMatch(folder -> folder.equals(found.archive().path().getParent()));
    }

    /// A plugin as it lies there now, on a class loader of its own: the same version if that is still there, else the
    /// newest of its id.
    HostedPlugin again(Manifest old) throws BadArchiveException {
        BadArchiveException unread = new BadArchiveException("it is no longer where it was; put its archive back");
        var found = new ArrayList<Found>();
        for (Path path : archives()) {
            try {
                found.add(Found.at(path, settings));
            } catch (BadArchiveException e) {
                unread = new BadArchiveException(path.getFileName() + ": " + e.getMessage(), e);
            }
        }
        Comparator<Found> sameVersion =
                Comparator.comparing(one -> one.manifest().version().equals(old.version()));
        Optional<Found> again = found.stream()
                .filter(one -> one.manifest().id().equals(old.id()))
                .max(sameVersion.thenComparing(one -> one.manifest().version(), Versions::compare));
        found.stream().filter(one -> again.filter(one::equals).isEmpty()).forEach(Found::close);
        if (again.isEmpty()) {
            throw unread;
        }
        return again.get().hosted(settings);
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
