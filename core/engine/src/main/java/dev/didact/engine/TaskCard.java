package dev.didact.engine;

import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;

/// What an evaluation task says of itself.
///
/// @param id its name
/// @param version its version
/// @param title what it asks; may be empty
/// @param description what a score says; may be empty
/// @param licence SPDX expression of the terms of its data
/// @param plugin id of the plugin that contributes it; empty for a file
/// @param file its document
/// @param sha256 hash of all that a score depends on beside the model: document, data, prompts
/// @param data hash of the files that its source names; empty where it names none that are there as they stand
/// @param metric what is counted
/// @param params its parameters with their values, in its order
/// @param uses full names of its source, its generator and its rubrics, with their versions
public record TaskCard(
        String id,
        String version,
        String title,
        String description,
        String licence,
        String plugin,
        Path file,
        String sha256,
        String data,
        String metric,
        SequencedMap<String, String> params,
        List<String> uses) {
    public TaskCard {
        params = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(params));
        uses = List.copyOf(uses);
    }

    /// Its name with the version: `capitals@1.0.0`.
    public String reference() {
        return id + "@" + version;
    }
}
