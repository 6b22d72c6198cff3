package dev.didact.engine.internal.process;

import dev.didact.api.Context;
import tools.jackson.databind.JsonNode;

/// A line that says how far a piece of work is: `{"progress":{"done":3,"total":10,"note":"loss 1.2"}}`.
final class ProgressLine {
    private ProgressLine() {}

    static boolean isOne(JsonNode line) {
        return line.path("progress").isObject() && !line.has("id");
    }

    /// Hands it on. What it does not say is left open.
    static void tell(JsonNode line, Context context) {
        JsonNode progress = line.path("progress");
        context.progress(
                progress.path("done").asLong(0),
                progress.path("total").asLong(0),
                progress.path("note").asString(""));
    }
}
