package dev.didact.engine.internal.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.didact.api.data.Receipt;
import dev.didact.api.grading.DecidedSample;
import dev.didact.engine.ProblemException;
import dev.didact.engine.ProcessMemory;
import dev.didact.engine.RecipeText;
import dev.didact.engine.RunEvent;
import dev.didact.engine.RunHandle;
import dev.didact.engine.Workspace;
import dev.didact.engine.internal.host.FixturePlugin;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Learners and exporters in processes of their own, which do one piece of work.
@Timeout(300)
class IsolatedWorkTest {
    private static final String LOOP = """
            package org.example;
            import dev.didact.api.*;
            import dev.didact.api.data.*;
            import dev.didact.api.grading.*;
            import dev.didact.api.model.*;
            import java.io.IOException;
            import java.nio.file.*;
            import java.util.*;
            public final class Loop {
                @Contributes(id = "words", title = "Words")
                public static final class Words implements DataSource<NoConfig> {
                    @Override public Reader open(NoConfig config, Draw draw, Context context) {
                        Iterator<Integer> numbers = List.of(1, 2, 3, 4, 5).iterator();
                        return () -> {
                            if (!numbers.hasNext()) return Optional.empty();
                            String id = draw.purpose() + "-" + draw.round() + "-" + numbers.next();
                            Passage whole = Document.generated("words", id, "“" + id + "” é\\u2028", Licence.declared("CC0-1.0", "made")).whole();
                            return Optional.of(Item.of(id, "Say " + id, whole).withKey("key of " + id));
                        };
                    }
                }
                @Contributes(id = "say", title = "Say")
                public static final class Say implements Generator<NoConfig> {
                    @Override public Session open(NoConfig config, Context context) {
                        return job -> Step.ask(Request.of(job.item().content(), Settings.DEFAULT), reply ->
                                List.of(new Sample(job.item().content(), reply.toString(), Optional.of("read\\n" + reply),
                                        Map.of("chance", "" + context.random("c" + job.sampleIndex()).nextDouble()))));
                    }
                }
                @Contributes(id = "echo", title = "Echo")
                public static final class Echo implements ModelProvider<NoConfig> {
                    @Override public Model open(NoConfig config, Optional<Checkpoint> checkpoint, Context context) {
                        String at = checkpoint.map(Checkpoint::id).orElse("nothing");
                        return new Model() {
                            @Override public ModelInfo info() {
                                return new ModelInfo("echo", true, 4, "CC0-1.0", Provenance.Served.LOCAL);
                            }
                            @Override public List<Reply> answer(List<ModelCall> batch) {
                                return batch.stream().<Reply>map(call -> Reply.Answered.of(
                                        at + " " + call.lastUserText() + " " + call.randomSeed(), new Usage(3, 4))).toList();
                            }
                        };
                    }
                }
                @Contributes(id = "even", title = "Even")
                public static final class Even implements Rubric<NoConfig> {
                    private static final Criterion EVEN = Criterion.yesNo("even", "Is it even?");
                    @Override public List<Criterion> criteria(NoConfig config) { return List.of(EVEN); }
                    @Override public Grader open(NoConfig config, Context context) {
                        return subject -> Step.done(Map.of("even", EVEN.answer(subject.sampleIndex() % 2 == 0, List.of())));
                    }
                }
                static void mishap(Context context, Path folder) throws Exception {
                    Path file = folder.resolve("mishap");
                    switch (Files.exists(file) ? Files.readString(file) : "") {
                        case "exit" -> Runtime.class.getMethod("halt", int.class).invoke(Runtime.getRuntime(), 3);
                        case "memory" -> { var kept = new ArrayList<long[]>(); while (true) kept.add(new long[1 << 16]); }
                        case "throw" -> throw new IllegalStateException("no such page");
                        case "give up" -> throw new DidactException.Permanent("it cannot be learned");
                        case "spin" -> { tell(context); while (true) Thread.onSpinWait(); }
                        case "heed" -> {
                            tell(context);
                            try {
                                while (true) context.checkCancelled();
                            } catch (InterruptedException e) {
                                Files.writeString(folder.resolve("cancelled"), "");
                                throw e;
                            }
                        }
                        default -> { }
                    }
                }
                private static void tell(Context context) {
                    context.progress(0, 1, "process " + ProcessHandle.current().pid());
                }
                static List<String> lines(Iterable<DecidedSample> samples) {
                    var lines = new ArrayList<String>();
                    samples.forEach(sample -> lines.add(sample.toString()));
                    return lines;
                }
            }
            """;

    private static final String NOTES = """
            package org.example;
            import dev.didact.api.*;
            import dev.didact.api.model.*;
            import java.nio.file.*;
            import java.util.*;
            @Contributes(id = "notes", title = "Notes")
            public final class Notes implements Learner<Notes.Config> {
                public record Config(@dev.didact.api.config.Default("0.1") double rate) {
                    public Config {
                        if (rate > 1) throw new IllegalArgumentException("at most 1, not " + rate);
                    }
                }
                @Override public Session open(Config config, Context context) {
                    return lesson -> {
                        try {
                            Path notes = Files.createDirectories(lesson.output().resolve("model")).resolve("notes");
                            Files.writeString(notes, "half");
                            if (lesson.round() == 1) Loop.mishap(context, context.base());
                            var lines = new ArrayList<>(List.of(lesson.round() + " " + lesson.share() + " " + lesson.steps()
                                    + " " + lesson.randomSeed() + " " + context.random("order").nextLong() + " " + config.rate()));
                            if (lesson.from().isPresent())
                                lines.addAll(Files.readAllLines(Path.of(lesson.from().get().reference(), "notes")));
                            for (Lesson.Part part : lesson.parts()) {
                                context.progress(part.round(), lesson.parts().size(), "loss " + Loop.lines(part.samples()).size());
                                lines.add(part.step() + " " + part.round());
                                lines.addAll(Loop.lines(part.samples()));
                            }
                            lesson.anchors().forEach(anchor -> lines.add(anchor.toString()));
                            Files.write(notes, lines);
                            return Checkpoint.folder(notes.getParent(), lesson.from());
                        } catch (DidactException | InterruptedException | RuntimeException e) {
                            throw e;
                        } catch (Exception e) {
                            throw new IllegalStateException(e);
                        }
                    };
                }
            }
            """;

    private static final String PAGES = """
            package org.example;
            import dev.didact.api.*;
            import dev.didact.api.data.Receipt;
            import dev.didact.api.grading.DecidedSample;
            import java.nio.file.*;
            import java.util.*;
            @Contributes(id = "pages", title = "Pages")
            public final class Pages implements Exporter<Pages.Config> {
                public record Config(Path at) {}
                @Override public Writer open(Config config, Path folder, Context context) {
                    return new Writer() {
                        final List<String> lines = new ArrayList<>();
                        @Override public Receipt write(Iterable<DecidedSample> samples) throws DidactException, InterruptedException {
                            try {
                                Files.writeString(folder.resolve("half"), "");
                                Loop.mishap(context, config.at());
                                Files.delete(folder.resolve("half"));
                            } catch (DidactException | InterruptedException | RuntimeException e) {
                                throw e;
                            } catch (Exception e) {
                                throw new IllegalStateException(e);
                            }
                            lines.addAll(Loop.lines(samples));
                            return new Receipt(List.of(new Receipt.Written("page.txt", lines.size())),
                                    List.of(new Receipt.Skipped("none", 0)));
                        }
                        @Override public void close() throws DidactException {
                            try {
                                Files.write(folder.resolve("page.txt"), lines);
                            } catch (java.io.IOException e) {
                                throw new DidactException.Permanent("no room", e);
                            }
                        }
                    };
                }
            }
            """;

    private static final String RECIPE = """
            didact: recipe/1
            name: lessons
            random-seed: 7
            models:   { student: { use: echo } }
            sources:  [ { id: words, use: words } ]
            generate: [ { use: say, model: student, per-item: 2 } ]
            grade:    [ { use: even } ]
            learn:    { use: notes, updates: student, start: { from: words, steps: 3 }, anchors: { from: words, share: 0.3 } }
            until:    { rounds: 2 }
            flow:     { process-memory: 64MB, process-deadline: 1s }
            """;

    private static final String APART = RECIPE.replace("use: notes", "use: notes, isolation: process");

    @TempDir
    Path folder;

    private final List<RunEvent> events = Collections.synchronizedList(new ArrayList<>());

    @BeforeEach
    void plugin() {
        FixturePlugin.of("org.example.loop", "1.0.0", LOOP, NOTES, PAGES)
                .zipInto(folder.resolve("plugins"), "loop.zip");
    }

    private Workspace workspace(String name) {
        return Workspace.open(new Workspace.Settings(
                folder.resolve(name),
                List.of(folder.resolve("plugins")),
                Optional.empty(),
                folder.resolve("cache"),
                Optional.of(2),
                true,
                Map.of()));
    }

    private RecipeText text(String recipe) {
        return new RecipeText(
                "recipe.yaml", folder, recipe.getBytes(StandardCharsets.UTF_8), List.of(), Optional.empty());
    }

    private void mishap(String what) throws IOException {
        Files.writeString(folder.resolve("mishap"), what);
    }

    private void nothingHappens() throws IOException {
        Files.deleteIfExists(folder.resolve("mishap"));
    }

    private static List<DecidedSample> samples(Workspace workspace) {
        try (var samples = workspace.view(1).samples()) {
            return samples.toList();
        }
    }

    /// The files below a folder with their content.
    private static Map<String, String> files(Path root) throws IOException {
        Map<String, String> files = new TreeMap<>();
        try (Stream<Path> walk = Files.walk(root)) {
            walk.filter(Files::isRegularFile)
                    .forEach(file -> files.put(root.relativize(file).toString(), content(file)));
        }
        return files;
    }

    private static String content(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private record Made(List<DecidedSample> samples, Map<String, String> checkpoints, List<String> progress) {}

    private Made made(String name, String recipe) throws Exception {
        events.clear();
        try (Workspace workspace = workspace(name)) {
            RunEvent.Finished end = workspace.run(text(recipe), events::add).await();
            assertThat(end.status()).as(end.reason()).isEqualTo(RunEvent.Status.COMPLETED);
            return new Made(samples(workspace), files(folder.resolve(name).resolve("checkpoints")), progress());
        }
    }

    private List<String> progress() {
        return events.stream()
                .filter(RunEvent.Progress.class::isInstance)
                .map(RunEvent.Progress.class::cast)
                .filter(progress -> progress.stage().equals("learn"))
                .map(progress ->
                        progress.round() + ": " + progress.done() + " of " + progress.total() + ", " + progress.note())
                .toList();
    }

    @Test
    void aLearnerInAProcessOfItsOwnLeavesTheSameCheckpoints() throws Exception {
        Made here = made("here", RECIPE);
        Made apart = made("apart", APART);

        assertThat(here.samples()).hasSize(20);
        assertThat(here.checkpoints()).hasSize(3);
        assertThat(here.checkpoints().values())
                .anySatisfy(notes -> assertThat(notes).contains("key of STARTING-0-1", "“STARTING-0-1” é"))
                .anySatisfy(notes -> assertThat(notes).contains("key of ANCHOR-0-1", "read\nAnswered"));
        assertThat(here.progress()).containsExactly("1: 1 of 1, loss 10", "2: 1 of 2, loss 10", "2: 2 of 2, loss 10");
        assertThat(apart).isEqualTo(here);
        assertThat(folder.resolve("apart/runs/1/work/learn.handed")).doesNotExist();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "exit    | E503 | in its process ended with exit code 3; ",
                "memory  | E503 | in its process ended with exit code 3 because it ran out of memory: 'process-memory' gives it 64MB",
                "throw   | E503 | the learner failed: plugin org.example.loop@1.0.0 failed: IllegalStateException: no such page at org.example.Loop.mishap",
                "give up | E503 | the learner failed: it cannot be learned"
            })
    void aLessonThatFailsIsGivenOnceAndTheRunGoesOnFromThere(String mishap, String code, String message)
            throws Exception {
        Made here = made("here", RECIPE);
        events.clear();
        mishap(mishap);
        try (Workspace workspace = workspace("apart")) {
            RunHandle run = workspace.run(text(APART), events::add);
            assertThatExceptionOfType(ProblemException.class)
                    .isThrownBy(run::await)
                    .satisfies(e -> assertThat(e.problems().getFirst().code()).isEqualTo(code))
                    .withMessageContaining(message);
            nothingHappens();

            assertThat(workspace.resume(1, events::add).await().status()).isEqualTo(RunEvent.Status.COMPLETED);
            assertThat(samples(workspace)).isEqualTo(here.samples());
        }
        assertThat(files(folder.resolve("apart/checkpoints"))).isEqualTo(here.checkpoints());
    }

    @ParameterizedTest
    @CsvSource({"spin, false", "heed, true"})
    void aStoppedRunInterruptsTheLessonAndEndsTheProcess(String mishap, boolean heeds) throws Exception {
        mishap(mishap);
        var process = new CompletableFuture<ProcessHandle>();
        try (Workspace workspace = workspace("apart")) {
            RunHandle run = workspace.run(text(APART), event -> {
                events.add(event);
                if (event instanceof RunEvent.Progress progress
                        && progress.stage().equals("learn")) {
                    process.complete(
                            ProcessHandle.of(Long.parseLong(progress.note().substring("process ".length())))
                                    .orElseThrow());
                }
            });
            ProcessHandle learning = process.get(60, TimeUnit.SECONDS);
            run.stop();

            assertThat(run.await().status()).isEqualTo(RunEvent.Status.STOPPED);
            learning.onExit().get(20, TimeUnit.SECONDS);
            assertThat(Files.exists(folder.resolve("cancelled"))).isEqualTo(heeds);
            nothingHappens();
            assertThat(workspace.resume(1, events::add).await().status()).isEqualTo(RunEvent.Status.COMPLETED);
        }
    }

    private static final Optional<ProcessMemory> MEMORY = Optional.of(new ProcessMemory(64));

    @Test
    void anExporterInAProcessOfItsOwnLeavesTheSameFilesAndTheSameReceipt() throws Exception {
        made("run", RECIPE);
        try (Workspace workspace = workspace("run")) {
            Receipt here = workspace.export(1, "pages", List.of("at=" + folder), folder.resolve("here"));
            Receipt apart = workspace.export(1, "pages", List.of("at=" + folder), folder.resolve("apart"), MEMORY);

            assertThat(here.files()).containsExactly(new Receipt.Written("page.txt", 20));
            assertThat(apart).isEqualTo(here);
        }
        assertThat(files(folder.resolve("here"))).containsOnlyKeys("page.txt");
        assertThat(files(folder.resolve("apart"))).isEqualTo(files(folder.resolve("here")));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "exit    | the export failed: plugin org.example.loop@1.0.0 in its process ended with exit code 3; ",
                "memory  | Terminating due to java.lang.OutOfMemoryError",
                "throw   | the export failed: plugin org.example.loop@1.0.0 failed: IllegalStateException: no such page",
            })
    void anExportThatFailsLeavesNothing(String mishap, String message) throws Exception {
        made("run", RECIPE);
        mishap(mishap);
        try (Workspace workspace = workspace("run")) {
            assertThatExceptionOfType(ProblemException.class)
                    .isThrownBy(
                            () -> workspace.export(1, "pages", List.of("at=" + folder), folder.resolve("out"), MEMORY))
                    .withMessageContaining(message);
        }
        try (Stream<Path> left = Files.list(folder)) {
            assertThat(left.map(path -> path.getFileName().toString()))
                    .containsExactlyInAnyOrder("cache", "mishap", "plugins", "run");
        }
    }

    @Test
    void checkSaysThatALearnerHasItsOwnProcessAndWhatConfigurationItRefuses() throws Exception {
        try (Workspace workspace = workspace("check")) {
            assertThat(workspace.check(text(APART)).isolated())
                    .containsExactly("learner notes, at most 64 MB and as long as a lesson takes");
            assertThatExceptionOfType(ProblemException.class)
                    .isThrownBy(
                            () -> workspace.check(text(APART.replace("isolation:", "with: { rate: 3 }, isolation:"))))
                    .withMessageContaining("at most 1, not 3.0");
        }
    }
}
