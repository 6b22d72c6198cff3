package dev.didact.engine.internal.process;

import dev.didact.api.Context;
import dev.didact.engine.internal.host.PluginFault;
import tools.jackson.databind.JsonNode;

/// A line that says how far a piece of work is: `{"progress":{"done":3,"total":10,"note":"loss 1.2"}}`.
final class ProgressLine {
    private ProgressLine() {}

    static boolean isOne(JsonNode line) {
        return line.has("progress") && !line.has("id");
    }

    /// Hands it on. What it does not say is left open. One that is not of the protocol is worth no work that is lost:
    /// it is told to the log.
    static void tell(Told line, Context context) {
        try {
            Told progress = line.only("progress").object("progress").only("done", "total", "note");
            context.progress(
                    progress.count("done").orElse(0),
                    progress.count("total").orElse(0),
                    progress.optionalText("note").orElse(""));
        } catch (PluginFault e) {
            context.log().warn("{}", e.fault().message());
        }
    }
}
