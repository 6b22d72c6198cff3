package dev.didact.engine;

import java.nio.file.Path;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

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
        ObjectNode params,
        List<String> uses) {
    public TaskCard {
        uses = List.copyOf(uses);
    }

    /// JSON Schema of its parameters, with its own values as defaults.
    public ObjectNode config() {
        ObjectNode schema = params.objectNode().put("type", "object");
        ObjectNode properties = schema.putObject("properties");
        params.forEachEntry((name, value) -> properties
                .putObject(name)
                .put("type", value.isNumber() ? "number" : value.isBoolean() ? "boolean" : "string")
                .set("default", value));
        return schema.put("additionalProperties", false);
    }

    /// Its name with the version: `capitals@1.0.0`.
    public String reference() {
        return id + "@" + version;
    }
}
