package dev.didact.engine;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// A plugin that could be installed, as its archive says without any code of it being loaded.
///
/// @param from the archive or folder
/// @param sha256 hash of the archive; what is installed is this and nothing else
/// @param bytes its size
/// @param plugin what is known of it, as it would stand in the catalog
/// @param replaces the plugin of its id that is in use now
/// @param bundled whether that one comes with the program
/// @param added what it wants that the installed one does not; all that it wants where none is installed
/// @param removed what only the installed one wants
/// @param notes what else is worth knowing before it is installed, each a sentence about it
/// @param asks whether a person has to agree: code that is new here, an update that wants more or has notes, or other
///     content under the version that is in use
public record PluginOffer(
        Path from,
        String sha256,
        long bytes,
        PluginCard plugin,
        Optional<PluginCard> replaces,
        boolean bundled,
        List<String> added,
        List<String> removed,
        List<String> notes,
        boolean asks) {
    public PluginOffer {
        added = List.copyOf(added);
        removed = List.copyOf(removed);
        notes = List.copyOf(notes);
    }
}
