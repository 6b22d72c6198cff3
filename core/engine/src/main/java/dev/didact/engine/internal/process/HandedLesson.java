package dev.didact.engine.internal.process;

import dev.didact.api.Context;
import dev.didact.api.grading.DecidedSample;
import dev.didact.api.model.Checkpoint;
import dev.didact.api.model.Lesson;
import dev.didact.engine.internal.record.Records;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;
import tools.jackson.databind.json.JsonMapper;

/// A lesson on its way to another process: what a line can hold, and the files of what may be larger than memory. The
/// components are those of [Lesson].
public record HandedLesson(
        int round,
        Optional<Checkpoint> from,
        List<Part> parts,
        Path anchors,
        double share,
        OptionalInt steps,
        long randomSeed,
        Path output) {
    /// The samples and pairs of a step in a round.
    public record Part(String step, int round, Path samples, Path pairs) {}

    /// Writes a lesson into files.
    ///
    /// @param context ends it when the run is stopped
    static HandedLesson write(Lesson lesson, HandedFiles files, Context context)
            throws IOException, InterruptedException {
        List<Part> parts = new ArrayList<>();
        for (Lesson.Part part : lesson.parts()) {
            Path samples = files.file("samples-" + parts.size() + ".jsonl");
            RecordFile.write(samples, part.samples(), context);
            Path pairs = files.file("pairs-" + parts.size() + ".jsonl");
            RecordFile.write(pairs, part.pairs(), context);
            parts.add(new Part(part.step(), part.round(), samples, pairs));
        }
        Path anchors = files.file("anchors.jsonl");
        try (var file = new DataFile(anchors)) {
            for (Lesson.Example example : lesson.anchors()) {
                context.checkCancelled();
                file.add(Records.write(example));
            }
        }
        return new HandedLesson(
                lesson.round(),
                lesson.from(),
                parts,
                anchors,
                lesson.share(),
                lesson.steps(),
                lesson.randomSeed(),
                lesson.output().toAbsolutePath());
    }

    /// The lesson. Its samples are read from the files when somebody reads them.
    public Lesson lesson() {
        return new Lesson(
                round,
                from,
                parts.stream()
                        .map(part -> new Lesson.Part(
                                part.step,
                                part.round,
                                new RecordFile<>(part.samples, DecidedSample.class),
                                new RecordFile<>(part.pairs, Lesson.Pair.class)))
                        .toList(),
                examples(),
                share,
                steps,
                randomSeed,
                output);
    }

    private List<Lesson.Example> examples() {
        try (Stream<String> lines = Files.lines(anchors)) {
            return lines.map(line -> Records.read(JsonMapper.shared().readTree(line), Lesson.Example.class))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
