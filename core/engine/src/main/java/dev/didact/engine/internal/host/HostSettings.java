package dev.didact.engine.internal.host;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import tools.jackson.databind.node.ObjectNode;

/// How to open a [PluginHost].
///
/// @param folders where plugins lie that come with the program, the first one first where two have the same id and
///     version; a folder that is not there has none
/// @param store the folder that plugins are installed into; without it none can be
/// @param cache a folder for unpacked archives, made at first need
/// @param threads the most threads that a plugin may compute with
/// @param deadlines how long a plugin may take
/// @param apart whether this process is one plugin's own, which that plugin may end
/// @param schemas the JSON Schema of a configuration record, for plugins that list none
public record HostSettings(
        List<Path> folders,
        Optional<Path> store,
        Path cache,
        int threads,
        Deadlines deadlines,
        boolean apart,
        Function<Class<? extends Record>, ObjectNode> schemas) {
    public HostSettings {
        folders = List.copyOf(folders);
    }

    /// For a process that others work in too.
    public HostSettings(
            List<Path> folders,
            Optional<Path> store,
            Path cache,
            int threads,
            Deadlines deadlines,
            Function<Class<? extends Record>, ObjectNode> schemas) {
        this(folders, store, cache, threads, deadlines, false, schemas);
    }

    /// The same with other deadlines.
    HostSettings with(Deadlines others) {
        return new HostSettings(folders, store, cache, threads, others, apart, schemas);
    }
}
