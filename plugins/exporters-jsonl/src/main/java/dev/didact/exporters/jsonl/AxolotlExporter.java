package dev.didact.exporters.jsonl;

import dev.didact.api.Context;
import dev.didact.api.Contributes;
import dev.didact.api.Exporter;
import dev.didact.api.config.Default;
import dev.didact.api.config.Max;
import dev.didact.api.config.Min;
import dev.didact.api.training.TrainingFormat;
import java.nio.file.Path;

/// The exporter `axolotl`: `train.jsonl` for Axolotl with `datasets.yaml`, a part of its configuration, and
/// `origins.jsonl`.
@Contributes(
        id = "axolotl",
        title = "Training data for Axolotl",
        description =
                "train.jsonl as messages, preference or kto with datasets.yaml for its configuration, and origins.jsonl beside it.")
public final class AxolotlExporter implements Exporter<AxolotlExporter.Config> {
    /// Made by the host.
    public AxolotlExporter() {}

    /// What the exporter takes.
    ///
    /// @param format which trainer the lines are for
    /// @param validation the part of the documents that is kept in validation.jsonl; a document is on one side with all
    ///     that is made of it
    public record Config(
            @Default("messages") Format format,
            @Default("0") @Min(0) @Max(0.9) double validation) {}

    /// The forms of a line.
    public enum Format {
        /// Accepted samples as conversations.
        MESSAGES(TrainingFormat.AXOLOTL_MESSAGES),
        /// Pairs of an accepted and a rejected answer to the same prompt of the same item.
        PREFERENCE(TrainingFormat.AXOLOTL_PREFERENCE),
        /// Accepted and rejected samples, each with its label.
        KTO(TrainingFormat.AXOLOTL_KTO);

        private final TrainingFormat written;

        Format(TrainingFormat written) {
            this.written = written;
        }
    }

    @Override
    public Writer open(Config config, Path folder, Context context) {
        return new TrainingExport(config.format().written, config.validation(), folder, context);
    }
}
