package dev.didact.engine.internal.loop;

import dev.didact.api.Context;
import dev.didact.api.DidactException;
import dev.didact.api.Exporter;
import dev.didact.api.config.Default;
import dev.didact.api.data.Receipt;
import dev.didact.api.grading.DecidedSample;
import dev.didact.api.grading.Verdict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// Writes the accepted samples, one a line, and fails behind as many as it is told.
record SumExporter() implements Exporter<SumExporter.Config> {
    /// @param failAfter how many lines to write before failing; 0 for all
    record Config(@Default("0") int failAfter) {}

    @Override
    public Writer open(Config config, Path folder, Context context) {
        return samples -> {
            List<String> lines = new ArrayList<>();
            try {
                for (DecidedSample sample : samples) {
                    if (sample.verdict() instanceof Verdict.Accepted) {
                        lines.add(sample.ref() + " " + sample.sample().prompt() + "="
                                + sample.sample().response());
                        Files.write(folder.resolve("samples.txt"), lines);
                    }
                    if (lines.size() == config.failAfter() && config.failAfter() > 0) {
                        throw new DidactException.Permanent("the disk is full");
                    }
                }
            } catch (IOException e) {
                throw new DidactException.Permanent("cannot be written", e);
            }
            return new Receipt(List.of(new Receipt.Written("samples.txt", lines.size())), List.of());
        };
    }
}
