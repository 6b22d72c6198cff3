package dev.didact.shell.command;

import dev.didact.engine.Workspace;
import dev.didact.shell.language.ErrorCode;
import dev.didact.shell.language.ShellError;
import dev.didact.shell.log.LogFile;
import dev.didact.shell.output.Environment;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/// The workspace of a sitting: opened when a line first needs it, and again when a line asks for another one. Safe for
/// use by many threads.
final class OpenedWorkspace implements AutoCloseable {
    private static final String FOLDER = ".didact";

    private final Environment environment;
    private final Function<Workspace.Settings, Workspace> opener;
    private Optional<Opened> opened = Optional.empty();

    private record Opened(Workspace.Settings settings, Workspace workspace) {}

    OpenedWorkspace(Environment environment, Function<Workspace.Settings, Workspace> opener) {
        this.environment = environment;
        this.opener = opener;
    }

    /// The workspace that the settings mean.
    synchronized Workspace get(Settings settings) {
        Workspace.Settings wanted = wanted(settings);
        if (opened.isEmpty() || !opened.get().settings().equals(wanted)) {
            close();
            LogFile.in(wanted.folder());
            opened = Optional.of(new Opened(wanted, opener.apply(wanted)));
        }
        return opened.get().workspace();
    }

    /// Another workspace, in this folder.
    Workspace open(Path folder, Settings settings) {
        LogFile.in(folder);
        return opener.apply(wanted(folder, settings));
    }

    /// The folder of the workspace that the settings mean; opens nothing.
    Path folder(Settings settings) {
        return wanted(settings).folder();
    }

    /// The workspace if a line has opened it.
    synchronized Optional<Workspace> opened() {
        return opened.map(Opened::workspace);
    }

    private Workspace.Settings wanted(Settings settings) {
        Path start = environment.folder().toAbsolutePath().normalize();
        return wanted(settings.workspace().map(start::resolve).orElseGet(() -> nearest(start)), settings);
    }

    private Workspace.Settings wanted(Path folder, Settings settings) {
        checkFolder(folder);
        List<Path> plugins = new ArrayList<>();
        environment.home().ifPresent(home -> plugins.add(home.resolve("plugins")));
        return new Workspace.Settings(
                folder.normalize(),
                plugins,
                store(),
                cache(folder),
                settings.threads(),
                settings.offline(),
                environment.variables());
    }

    /// Where plugins lie that the user installed: `DIDACT_HOME`, else `.didact` in the user's home.
    private Optional<Path> store() {
        return environment
                .variable("DIDACT_HOME")
                .map(home -> environment.folder().toAbsolutePath().resolve(home))
                .or(() -> environment.variable("HOME").map(home -> Path.of(home, FOLDER)))
                .map(Path::normalize);
    }

    /// @throws ShellError if a file stands where the workspace or a folder above it should be
    private static void checkFolder(Path folder) {
        for (Path at = folder; at != null; at = at.getParent()) {
            if (Files.isDirectory(at)) {
                return;
            }
            if (Files.exists(at)) {
                throw ShellError.of(
                        ErrorCode.WORKSPACE,
                        "the workspace " + folder + " cannot be used: " + at
                                + " is not a folder. Name another one with --workspace");
            }
        }
    }

    /// The nearest workspace upward, else the one that would be made here. The store of plugins is no workspace.
    private Path nearest(Path start) {
        Optional<Path> store = store();
        for (Path at = start; at.getParent() != null; at = at.getParent()) {
            boolean isStore = store.filter(at.resolve(FOLDER)::equals).isPresent();
            if (!isStore && Files.isDirectory(at.resolve(FOLDER))) {
                return at.resolve(FOLDER);
            }
        }
        return start.resolve(FOLDER);
    }

    /// Where plugins are unpacked: in `DIDACT_HOME` where it is set, else in the user's folder for caches.
    private Path cache(Path folder) {
        if (environment.variable("DIDACT_HOME").isPresent()) {
            return store().orElseThrow().resolve("unpacked");
        }
        return environment
                .variable("XDG_CACHE_HOME")
                .map(Path::of)
                .or(() -> environment.variable("HOME").map(home -> Path.of(home, ".cache")))
                .map(cache -> cache.resolve("didact"))
                .orElse(folder.resolve("cache"));
    }

    @Override
    public synchronized void close() {
        opened.ifPresent(one -> one.workspace().close());
        opened = Optional.empty();
    }
}
