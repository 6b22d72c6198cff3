package dev.didact.exporters.jsonl;

import dev.didact.api.Context;
import dev.didact.api.DidactException;
import dev.didact.api.Exporter;
import dev.didact.api.data.Receipt;
import dev.didact.api.grading.DecidedSample;
import dev.didact.api.training.LineFile;
import dev.didact.api.training.TrainingData;
import dev.didact.api.training.TrainingFormat;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;

/// Training data with `origins.jsonl`, which says of each line which samples it is made of, where they come from and
/// under which licence.
///
/// @param format the form of the lines
/// @param validation the part of the documents that is kept for validation
record TrainingExport(TrainingFormat format, double validation, Path folder, Context context)
        implements Exporter.Writer {
    @Override
    public Receipt write(Iterable<DecidedSample> samples) throws DidactException, InterruptedException {
        try (LineFile origins = LineFile.in(folder, "origins.jsonl");
                TrainingData data = TrainingData.in(
                        folder,
                        format,
                        validation,
                        (file, line, of) -> origins.add(origin(file, line, of), of.size()))) {
            for (DecidedSample decided : samples) {
                context.checkCancelled();
                data.add(decided);
            }
            Receipt receipt = data.receipt();
            List<Receipt.Written> files = new ArrayList<>(receipt.files());
            files.add(origins.written());
            return new Receipt(files, receipt.skipped());
        }
    }

    private static LinkedHashMap<String, Object> origin(String file, long line, List<DecidedSample> samples) {
        var origin = new LinkedHashMap<String, Object>();
        origin.put("file", file);
        origin.put("line", line);
        origin.put("samples", samples.stream().map(Records::origin).toList());
        return origin;
    }
}
