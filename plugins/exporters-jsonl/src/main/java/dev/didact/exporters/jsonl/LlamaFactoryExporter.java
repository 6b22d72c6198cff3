package dev.didact.exporters.jsonl;

import dev.didact.api.Context;
import dev.didact.api.Contributes;
import dev.didact.api.Exporter;
import dev.didact.api.config.Default;
import dev.didact.api.config.Max;
import dev.didact.api.config.Min;
import dev.didact.api.training.TrainingFormat;
import java.nio.file.Path;

/// The exporter `llama-factory`: `train.jsonl` for LLaMA-Factory with its `dataset_info.json`, and `origins.jsonl`.
@Contributes(
        id = "llama-factory",
        title = "Training data for LLaMA-Factory",
        description =
                "train.jsonl for supervised fine-tuning, preference or kto with dataset_info.json, and origins.jsonl beside it.")
public final class LlamaFactoryExporter implements Exporter<LlamaFactoryExporter.Config> {
    /// Made by the host.
    public LlamaFactoryExporter() {}

    /// What the exporter takes.
    ///
    /// @param format which trainer the lines are for
    /// @param validation the part of the documents that is kept in validation.jsonl; a document is on one side with all
    ///     that is made of it
    public record Config(
            @Default("sft") Format format,
            @Default("0") @Min(0) @Max(0.9) double validation) {}

    /// The forms of a line.
    public enum Format {
        /// Accepted samples as instruction and output.
        SFT(TrainingFormat.LLAMA_FACTORY_SFT),
        /// Pairs of an accepted and a rejected answer to the same prompt of the same item.
        PREFERENCE(TrainingFormat.LLAMA_FACTORY_PREFERENCE),
        /// Accepted and rejected samples, each with its tag.
        KTO(TrainingFormat.LLAMA_FACTORY_KTO);

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
