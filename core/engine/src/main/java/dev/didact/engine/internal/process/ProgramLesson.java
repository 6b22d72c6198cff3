package dev.didact.engine.internal.process;

import dev.didact.api.Context;
import dev.didact.api.DidactException;
import dev.didact.api.grading.DecidedSample;
import dev.didact.api.model.Checkpoint;
import dev.didact.api.model.Lesson;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;
import tools.jackson.databind.node.ObjectNode;

/// One lesson given to a program, from the files that are written for it to the checkpoint that it leaves.
final class ProgramLesson {
    private final LessonConfig config;
    private final Context context;
    private final Lesson lesson;

    ProgramLesson(LessonConfig config, Context context, Lesson lesson) {
        this.config = config;
        this.context = context;
        this.lesson = lesson;
    }

    /// @throws DidactException.Permanent if the program fails or leaves nothing
    Checkpoint learn() throws DidactException, InterruptedException {
        try {
            return checkpoint(ProgramJob.run(config, context, "learn", told(), "checkpoint"));
        } catch (IOException | UncheckedIOException e) {
            throw new DidactException.Permanent("the lesson cannot be handed to a program: " + e.getMessage(), e);
        }
    }

    private ObjectNode told() throws DidactException, IOException, InterruptedException {
        ObjectNode told = JsonLines.object()
                .put("round", lesson.round())
                .put("data", data().toString())
                .put("pairs", pairs().toString())
                .put("anchors", anchors().toString())
                .put("share", lesson.share())
                .put("base", lesson.from().map(Checkpoint::reference).orElse(""))
                .put("output", lesson.output().toAbsolutePath().toString())
                .put("randomSeed", lesson.randomSeed());
        lesson.steps().ifPresent(steps -> told.put("steps", steps));
        if (!config.formats().isEmpty()) {
            told.put("train", train().toString());
        }
        return told;
    }

    private Path train() throws DidactException, IOException, InterruptedException {
        Path folder = context.work().toAbsolutePath().resolve("train-" + lesson.round());
        TrainerFiles.write(lesson, config.formats(), config.validation(), folder, context);
        return folder;
    }

    private Path data() throws IOException {
        try (var file = new DataFile(work("lesson"))) {
            for (Lesson.Part part : lesson.parts()) {
                for (DecidedSample sample : part.samples()) {
                    file.add(JsonLines.decided(sample));
                }
            }
            return file.path();
        }
    }

    private Path pairs() throws IOException {
        try (var file = new DataFile(work("pairs"))) {
            for (Lesson.Part part : lesson.parts()) {
                for (Lesson.Pair pair : part.pairs()) {
                    file.add(JsonLines.pair(part.step(), pair));
                }
            }
            return file.path();
        }
    }

    private Path anchors() throws IOException {
        try (var file = new DataFile(work("anchors"))) {
            for (Lesson.Example example : lesson.anchors()) {
                file.add(JsonLines.object().put("prompt", example.prompt()).put("response", example.response()));
            }
            return file.path();
        }
    }

    private Path work(String name) {
        return context.work().toAbsolutePath().resolve(name + "-" + lesson.round() + ".jsonl");
    }

    private Checkpoint checkpoint(Optional<Told> line) throws DidactException, IOException {
        String program = String.join(" ", config.command());
        if (line.isEmpty()) {
            if (isEmpty(lesson.output())) {
                throw new DidactException.Permanent(
                        "program '" + program + "' left no file in DIDACT_OUTPUT and wrote no"
                                + " {\"checkpoint\": \"NAME\"} as its last line; it must do one of both");
            }
            return Checkpoint.folder(lesson.output(), lesson.from());
        }
        String named = line.get().only("checkpoint").text("checkpoint");
        Optional<Path> folder = folder(named);
        if (folder.isEmpty()) {
            return Checkpoint.served(named, lesson.from());
        }
        if (!folder.get().toRealPath().startsWith(lesson.output().toRealPath())) {
            throw new DidactException.Permanent("program '" + program + "' names the checkpoint " + named
                    + ", a folder outside of DIDACT_OUTPUT, where it may change; it must write into DIDACT_OUTPUT");
        }
        return Checkpoint.folder(folder.get(), lesson.from());
    }

    private Optional<Path> folder(String named) {
        try {
            return Stream.of(context.base(), lesson.output())
                    .map(start -> start.resolve(named))
                    .filter(Files::isDirectory)
                    .findFirst();
        } catch (InvalidPathException e) {
            return Optional.empty();
        }
    }

    private static boolean isEmpty(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.findFirst().isEmpty();
        }
    }
}
