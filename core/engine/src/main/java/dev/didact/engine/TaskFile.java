package dev.didact.engine;

import java.nio.file.Path;

/// Where an evaluation task lies that a name finds.
///
/// @param id its name
/// @param plugin id of the plugin that contributes it; empty for one of the workspace
/// @param location where its document is
public record TaskFile(String id, String plugin, Location location) {
    /// Finds the document, which may have to be unpacked first.
    public interface Location {
        /// The file.
        ///
        /// @throws ProblemException if it is not there
        Path file();
    }

    /// Its full name: `org.example.exams.capitals`; that of one of the workspace is its name.
    public String fullId() {
        return plugin.isEmpty() ? id : plugin + "." + id;
    }
}
