package dev.didact.exporters.jsonl;

import dev.didact.api.Context;
import dev.didact.api.Contributes;
import dev.didact.api.DidactException;
import dev.didact.api.Exporter;
import dev.didact.api.NoConfig;
import dev.didact.api.data.Receipt;
import dev.didact.api.grading.DecidedSample;
import dev.didact.api.grading.Verdict;
import dev.didact.api.training.LineFile;
import java.nio.file.Path;
import java.util.List;

/// The exporter `jsonl`: everything that is known of every decided sample, one JSON object a line, in `accepted.jsonl`,
/// `rejected.jsonl` and `quarantined.jsonl`.
@Contributes(
        id = "jsonl",
        title = "JSON Lines with grades and origin",
        description = "accepted.jsonl, rejected.jsonl and quarantined.jsonl: each sample with verdict, evidence, "
                + "provenance and licence.")
public final class JsonlExporter implements Exporter<NoConfig> {
    /// Made by the host.
    public JsonlExporter() {}

    @Override
    public Writer open(NoConfig config, Path folder, Context context) {
        return samples -> write(samples, folder, context);
    }

    private static Receipt write(Iterable<DecidedSample> samples, Path folder, Context context)
            throws DidactException, InterruptedException {
        try (LineFile accepted = LineFile.in(folder, "accepted.jsonl");
                LineFile rejected = LineFile.in(folder, "rejected.jsonl");
                LineFile quarantined = LineFile.in(folder, "quarantined.jsonl")) {
            for (DecidedSample decided : samples) {
                context.checkCancelled();
                LineFile file = switch (decided.verdict()) {
                    case Verdict.Accepted _ -> accepted;
                    case Verdict.Rejected _ -> rejected;
                    case Verdict.Quarantined _ -> quarantined;
                };
                file.add(Records.sample(decided), 1);
            }
            return new Receipt(List.of(accepted.written(), rejected.written(), quarantined.written()), List.of());
        }
    }
}
