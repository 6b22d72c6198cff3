package dev.didact.exporters.jsonl;

import dev.didact.api.Context;
import dev.didact.api.Contributes;
import dev.didact.api.Exporter;
import dev.didact.api.config.Default;
import dev.didact.api.config.Max;
import dev.didact.api.config.Min;
import dev.didact.api.training.TrainingFormat;
import java.nio.file.Path;

/// The exporter `sharegpt`: accepted samples in `train.jsonl` as ShareGPT writes them, and `origins.jsonl`.
@Contributes(
        id = "sharegpt",
        title = "Training data as ShareGPT",
        description = "Accepted samples in train.jsonl as ShareGPT writes them, and origins.jsonl beside it.")
public final class ShareGptExporter implements Exporter<ShareGptExporter.Config> {
    /// Made by the host.
    public ShareGptExporter() {}

    /// What the exporter takes.
    ///
    /// @param validation the part of the documents that is kept in validation.jsonl; a document is on one side with all
    ///     that is made of it
    public record Config(@Default("0") @Min(0) @Max(0.9) double validation) {}

    @Override
    public Writer open(Config config, Path folder, Context context) {
        return new TrainingExport(TrainingFormat.SHAREGPT, config.validation(), folder, context);
    }
}
