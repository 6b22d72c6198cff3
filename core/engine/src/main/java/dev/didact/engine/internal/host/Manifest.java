package dev.didact.engine.internal.host;

import dev.didact.engine.Capabilities;
import dev.didact.engine.Kind;
import dev.didact.engine.Schema;
import java.util.List;
import java.util.Map;

/// What a plugin says of itself.
///
/// @param id its id
/// @param version its version
/// @param title what it is
/// @param licence SPDX expression; empty where not stated
/// @param support where its author can be asked; may be empty
/// @param api the versions of the API that it works with; empty where a textbook PF4J plugin states none
/// @param java the versions of Java that it works with; may be empty
/// @param plugins ids of plugins that it needs, with their versions
/// @param capabilities what its code will do, as it says
/// @param listed whether its contributions are listed; else its code is loaded to find them
/// @param pluginClass PF4J's plugin class; may be empty
/// @param contributions what it adds
/// @param tasks the evaluation tasks that it adds
/// @param notes what is odd about the manifest and may stay so
record Manifest(
        String id,
        String version,
        String title,
        String licence,
        String support,
        String api,
        String java,
        Map<String, String> plugins,
        Capabilities capabilities,
        boolean listed,
        String pluginClass,
        List<Declared> contributions,
        List<Data> tasks,
        List<String> notes) {
    Manifest {
        plugins = Map.copyOf(plugins);
        contributions = List.copyOf(contributions);
        tasks = List.copyOf(tasks);
        notes = List.copyOf(notes);
    }

    /// The same manifest with the contributions that its code turned out to have.
    Manifest withContributions(List<Declared> found, List<String> moreNotes) {
        return new Manifest(
                id,
                version,
                title,
                licence,
                support,
                api,
                java,
                plugins,
                capabilities,
                listed,
                pluginClass,
                found,
                tasks,
                moreNotes);
    }

    /// Something that a plugin adds as data.
    ///
    /// @param id its short name
    /// @param file its document, as a path within the archive
    record Data(String id, String file) {}

    /// One contribution.
    ///
    /// @param kind what it is
    /// @param id its short name
    /// @param className its class
    /// @param title what it is
    /// @param description what it is for; may be empty
    /// @param stability `stable` or `preview`
    /// @param schema JSON Schema of its configuration
    record Declared(
            Kind kind,
            String id,
            String className,
            String title,
            String description,
            String stability,
            Schema schema) {}
}
