package dev.didact.shell.authoring;

import dev.didact.shell.language.ErrorCode;
import dev.didact.shell.language.ShellError;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchEvent;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/// Changes in the content of some folders, which need not be there yet. What files say decides, and not their times: a
/// build that writes the same again has changed nothing.
///
/// The system's notices only say that it is time to look again, so it does no harm that they come late, twice, or not
/// at all for a folder that was just made.
public final class FolderChanges implements Changes {
    /// How long nothing may stir before a build counts as done.
    private static final long REST_MILLISECONDS = 150;

    private static final List<WatchEvent.Kind<?>> NOTICES = List.of(
            StandardWatchEventKinds.ENTRY_CREATE,
            StandardWatchEventKinds.ENTRY_DELETE,
            StandardWatchEventKinds.ENTRY_MODIFY);

    private final List<Path> folders;
    private final WatchService service;
    private Map<Path, Integer> seen = Map.of();

    private FolderChanges(List<Path> folders, WatchService service) {
        this.folders = List.copyOf(folders);
        this.service = service;
    }

    /// From what the folders hold now.
    public static FolderChanges from(List<Path> folders) {
        try {
            var changes = new FolderChanges(folders, FileSystems.getDefault().newWatchService());
            changes.watch();
            changes.seen = changes.content();
            return changes;
        } catch (IOException e) {
            throw unwatchable(e);
        }
    }

    @Override
    public void await() throws InterruptedException {
        try {
            watch();
            Map<Path, Integer> now = content();
            while (now.equals(seen)) {
                settle(service.take());
                now = content();
            }
            seen = now;
        } catch (IOException e) {
            throw unwatchable(e);
        }
    }

    /// Waits until no notice has come for a while.
    private void settle(WatchKey first) throws InterruptedException, IOException {
        WatchKey key = first;
        while (key != null) {
            key.pollEvents();
            key.reset();
            watch();
            key = service.poll(REST_MILLISECONDS, TimeUnit.MILLISECONDS);
        }
    }

    /// Asks for notices of every folder there is, and of what is above one that is not there.
    private void watch() throws IOException {
        for (Path folder : folders) {
            Path above = folder.toAbsolutePath().getParent();
            while (above != null && !Files.isDirectory(above)) {
                above = above.getParent();
            }
            if (above != null) {
                register(above);
            }
            for (Path inside : below(folder, true)) {
                register(inside);
            }
        }
    }

    private void register(Path folder) {
        try {
            folder.register(service, NOTICES.toArray(WatchEvent.Kind<?>[]::new));
        } catch (IOException gone) {
            // It was there a moment ago; the notice of its end brings us here again.
        }
    }

    private Map<Path, Integer> content() throws IOException {
        Map<Path, Integer> content = new TreeMap<>();
        for (Path folder : folders) {
            for (Path file : below(folder, false)) {
                try {
                    content.put(file, Arrays.hashCode(Files.readAllBytes(file)));
                } catch (IOException gone) {
                    content.remove(file);
                }
            }
        }
        return content;
    }

    /// The folders or files below a folder; hidden ones and what a build writes are left out.
    private static List<Path> below(Path root, boolean directories) throws IOException {
        if (!Files.isDirectory(root)) {
            return List.of();
        }
        try (Stream<Path> walk = Files.walk(root)) {
            return walk.filter(path -> Files.isDirectory(path) == directories)
                    .filter(path -> !isLeftOut(root.relativize(path)))
                    .toList();
        } catch (UncheckedIOException changing) {
            return List.of();
        }
    }

    private static boolean isLeftOut(Path inside) {
        for (Path name : inside) {
            if (name.toString().startsWith(".") || name.endsWith("target")) {
                return true;
            }
        }
        return false;
    }

    private static ShellError unwatchable(IOException e) {
        return ShellError.of(ErrorCode.FAILED, "the project cannot be watched: " + e.getMessage());
    }

    @Override
    public void close() {
        try {
            service.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
