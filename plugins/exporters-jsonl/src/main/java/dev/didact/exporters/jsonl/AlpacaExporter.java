package dev.didact.exporters.jsonl;

import dev.didact.api.Context;
import dev.didact.api.Contributes;
import dev.didact.api.Exporter;
import dev.didact.api.config.Default;
import dev.didact.api.config.Max;
import dev.didact.api.config.Min;
import dev.didact.api.training.TrainingFormat;
import java.nio.file.Path;

/// The exporter `alpaca`: accepted samples in `train.jsonl` as Alpaca writes them, and `origins.jsonl`.
@Contributes(
        id = "alpaca",
        title = "Training data as Alpaca",
        description = "Accepted samples in train.jsonl as Alpaca writes them, and origins.jsonl beside it.")
public final class AlpacaExporter implements Exporter<AlpacaExporter.Config> {
    /// Made by the host.
    public AlpacaExporter() {}

    /// What the exporter takes.
    ///
    /// @param validation the part of the documents that is kept in validation.jsonl; a document is on one side with all
    ///     that is made of it
    public record Config(@Default("0") @Min(0) @Max(0.9) double validation) {}

    @Override
    public Writer open(Config config, Path folder, Context context) {
        return new TrainingExport(TrainingFormat.ALPACA, config.validation(), folder, context);
    }
}
