package dev.didact.engine.internal.process;

import dev.didact.api.Context;
import dev.didact.api.DidactException;
import dev.didact.api.grading.DecidedSample;
import dev.didact.api.model.Checkpoint;
import dev.didact.api.model.Lesson;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// One lesson given to a program, from the files that are written for it to the checkpoint that it leaves.
final class ProgramLesson {
    private final ExecLearner.Config config;
    private final Context context;
    private final Lesson lesson;

    ProgramLesson(ExecLearner.Config config, Context context, Lesson lesson) {
        this.config = config;
        this.context = context;
        this.lesson = lesson;
    }

    /// @throws DidactException.Permanent if the program fails or leaves nothing
    Checkpoint learn() throws DidactException, InterruptedException {
        try {
            Path data = writeData();
            Path anchors = writeAnchors();
            Map<String, String> told = told(data, anchors);
            var variables = new TreeMap<>(config.env());
            told.forEach((key, value) -> variables.put("DIDACT_" + variable(key), value));
            var program = new Program(config.command(), variables, context.base(), context.log());
            return checkpoint(program, lastJson(program, opening(told)));
        } catch (IOException | UncheckedIOException e) {
            throw new DidactException.Permanent("the lesson cannot be handed to a program: " + e.getMessage(), e);
        }
    }

    /// What the program is told, the same on standard input and in its environment.
    private Map<String, String> told(Path data, Path anchors) {
        var told = new TreeMap<String, String>();
        told.put("round", Integer.toString(lesson.round()));
        told.put("data", data.toString());
        told.put("anchors", anchors.toString());
        told.put("share", Double.toString(lesson.share()));
        told.put("base", lesson.from().map(Checkpoint::reference).orElse(""));
        told.put("output", lesson.output().toAbsolutePath().toString());
        told.put("randomSeed", Long.toString(lesson.randomSeed()));
        lesson.steps().ifPresent(steps -> told.put("steps", Integer.toString(steps)));
        return told;
    }

    private static String variable(String key) {
        return key.replaceAll("([A-Z])", "_$1").toUpperCase(java.util.Locale.ROOT);
    }

    private ObjectNode opening(Map<String, String> told) {
        ObjectNode line = JsonLines.object().put("didact", 1);
        ObjectNode learn = line.putObject("learn");
        told.forEach(learn::put);
        learn.put("round", lesson.round());
        learn.put("share", lesson.share());
        learn.put("randomSeed", lesson.randomSeed());
        lesson.steps().ifPresent(steps -> learn.put("steps", steps));
        line.set("config", JsonLines.texts(config.settings()));
        return line;
    }

    private Path writeData() throws IOException {
        Path file = context.work().toAbsolutePath().resolve("lesson-" + lesson.round() + ".jsonl");
        try (Writer out = Files.newBufferedWriter(file)) {
            for (Lesson.Part part : lesson.parts()) {
                for (DecidedSample sample : part.samples()) {
                    out.write(JsonLines.line(JsonLines.decided(part.step(), part.round(), sample)));
                }
            }
        }
        return file;
    }

    private Path writeAnchors() throws IOException {
        Path file = context.work().toAbsolutePath().resolve("anchors-" + lesson.round() + ".jsonl");
        try (Writer out = Files.newBufferedWriter(file)) {
            for (Lesson.Example example : lesson.anchors()) {
                out.write(JsonLines.line(
                        JsonLines.object().put("prompt", example.prompt()).put("response", example.response())));
            }
        }
        return file;
    }

    /// Runs the program to its end.
    ///
    /// @return the last line of standard output that is a JSON object with a checkpoint
    private Optional<JsonNode> lastJson(Program program, ObjectNode opening)
            throws DidactException, InterruptedException {
        Process process = program.start();
        try {
            var errors = new ErrorLines(process, program.log());
            var output = new LearnerOutput(process, context);
            try (OutputStream in = process.getOutputStream()) {
                in.write(JsonLines.line(opening).getBytes(StandardCharsets.UTF_8));
            } catch (IOException e) {
                // A script may ignore standard input: it is told the same by its environment.
                program.log().debug("'{}' does not read standard input", program, e);
            }
            if (!process.waitFor(config.deadline().toMillis(), TimeUnit.MILLISECONDS)) {
                Program.kill(process);
                throw new DidactException.Permanent("program '" + program + "' did not end within "
                        + config.deadline().toSeconds() + " s and was ended; raise 'deadline'" + errors.told());
            }
            if (process.exitValue() != 0) {
                throw new DidactException.Permanent(
                        "program '" + program + "' ended with exit code " + process.exitValue() + errors.told());
            }
            return output.checkpointLine();
        } finally {
            Program.kill(process);
        }
    }

    private Checkpoint checkpoint(Program program, Optional<JsonNode> line) throws DidactException, IOException {
        if (line.isEmpty()) {
            if (isEmpty(lesson.output())) {
                throw new DidactException.Permanent(
                        "program '" + program + "' left no file in DIDACT_OUTPUT and wrote no"
                                + " {\"checkpoint\": \"NAME\"} as its last line; it must do one of both");
            }
            return Checkpoint.folder(lesson.output(), lesson.from());
        }
        String named = line.get().path("checkpoint").asString("");
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

    /// Whether a line of a learner is meant for the host.
    static Optional<JsonNode> json(String line) {
        if (!line.startsWith("{")) {
            return Optional.empty();
        }
        try {
            return Optional.of(JsonLines.read(line));
        } catch (JacksonException e) {
            return Optional.empty();
        }
    }
}
