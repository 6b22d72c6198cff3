package dev.didact.exporters.jsonl;

import dev.didact.api.Context;
import dev.didact.api.Contributes;
import dev.didact.api.Exporter;
import dev.didact.api.config.Default;
import java.nio.file.Path;

/// The exporter `trl`: `train.jsonl` in one of the data formats of the trainers of TRL, and `origins.jsonl`, which says
/// of each of its lines which samples it is made of, where they come from and under which licence.
@Contributes(
        id = "trl",
        title = "Training data for TRL",
        description = "train.jsonl as messages, prompt-completion, preference or kto, and origins.jsonl beside it.")
public final class TrlExporter implements Exporter<TrlExporter.Config> {
    /// Made by the host.
    public TrlExporter() {}

    /// What the exporter takes.
    ///
    /// @param format which trainer the lines are for
    public record Config(@Default("messages") Format format) {}

    /// The forms of a line.
    public enum Format {
        /// Accepted samples as conversations.
        MESSAGES,
        /// Accepted samples as prompt and completion.
        PROMPT_COMPLETION,
        /// Pairs of an accepted and a rejected answer to the same prompt of the same item.
        PREFERENCE,
        /// Accepted and rejected samples, each with its label.
        KTO
    }

    @Override
    public Writer open(Config config, Path folder, Context context) {
        return samples -> {
            try (var lines = new TrainingLines(config.format(), folder)) {
                for (var decided : samples) {
                    context.checkCancelled();
                    lines.add(decided);
                }
                return lines.receipt();
            }
        };
    }
}
