package dev.didact.engine.internal.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.didact.api.grading.DecidedSample;
import dev.didact.api.grading.Verdict;
import dev.didact.engine.GradedLine;
import dev.didact.engine.ProblemException;
import dev.didact.engine.ProcessMemory;
import dev.didact.engine.RecipeText;
import dev.didact.engine.RunEvent;
import dev.didact.engine.Workspace;
import dev.didact.engine.internal.host.FixturePlugin;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Plugins in processes of their own.
@Timeout(300)
class IsolationTest {
    private static final String SOURCE = """
            package org.example;
            import dev.didact.api.*;
            import dev.didact.api.data.*;
            import java.util.*;
            @Contributes(id = "pages", title = "Pages")
            public final class Pages implements DataSource<Pages.Config> {
                public record Config(int count) {
                    public Config {
                        if (count > 100) throw new IllegalArgumentException("at most 100 pages, not " + count);
                    }
                }
                @Override public Reader open(Config config, Draw draw, Context context) {
                    return new Reader() {
                        int page = 0;
                        @Override public Optional<Item> next() throws DidactException {
                            if (page == config.count()) return Optional.empty();
                            page++;
                            if (page == 3) throw new DidactException.Permanent("page 3 is torn");
                            String text = "Page " + page + " “says” " + context.random("page " + page).nextInt(1000);
                            Passage whole = Document.generated("pages", "p" + page, text, Licence.declared("CC0-1.0", "made")).whole();
                            return Optional.of(Item.of("p" + page, text, whole));
                        }
                    };
                }
            }
            """;

    @TempDir
    Path folder;

    @BeforeEach
    void plugin() {
        FixturePlugin.of("org.example.pages", "1.0.0", SOURCE, generator(), model(), rubric(""))
                .zipInto(folder.resolve("plugins"), "pages.zip");
    }

    private static String generator() {
        return """
            package org.example;
            import dev.didact.api.*;
            import dev.didact.api.data.*;
            import dev.didact.api.model.*;
            import java.util.*;
            @Contributes(id = "twice", title = "Twice")
            public final class Twice implements Generator<NoConfig> {
                @Override public Session open(NoConfig config, Context context) {
                    return job -> ask("Draft: " + job.item().content(), draft -> ask("Mend: " + draft, mended ->
                            Step.done(List.of(new Sample(job.item().content(), mended, Optional.of("read " + mended),
                                    Map.of("draft", draft, "chance", "" + context.random("c" + job.sampleIndex()).nextLong()))))));
                }
                private static Step<List<Sample>> ask(String prompt, java.util.function.Function<String, Step<List<Sample>>> then) {
                    return new Step.Ask<>(List.of(Request.of(prompt, Settings.DEFAULT)), replies ->
                            replies.getFirst() instanceof Reply.Answered answered ? then.apply(answered.text()) : Step.done(List.of()));
                }
            }
            """;
    }

    private static String model() {
        return """
            package org.example;
            import dev.didact.api.*;
            import dev.didact.api.data.Provenance;
            import dev.didact.api.model.*;
            import java.util.*;
            @Contributes(id = "echo", title = "Echo")
            public final class Echo implements ModelProvider<NoConfig> {
                @Override public Model open(NoConfig config, Optional<Checkpoint> checkpoint, Context context) {
                    return new Model() {
                        @Override public ModelInfo info() {
                            return new ModelInfo("echo", true, 4, "CC0-1.0", Provenance.Served.LOCAL);
                        }
                        @Override public List<Reply> answer(List<ModelCall> batch) {
                            System.out.println("a plugin that prints");
                            return batch.stream().<Reply>map(call -> Reply.Answered.of(
                                    "I heard “" + call.lastUserText() + "” " + call.randomSeed(), new Usage(3, 4))).toList();
                        }
                    };
                }
            }
            """;
    }

    private static String rubric(String first) {
        return """
            package org.example;
            import dev.didact.api.*;
            import dev.didact.api.grading.*;
            import dev.didact.api.model.*;
            import java.util.*;
            @Contributes(id = "heard", title = "Heard")
            public final class Heard implements Rubric<NoConfig> {
                private static final Criterion HEARD = Criterion.yesNo("heard", "Was it heard?");
                private static final Criterion SHARE =
                        new Criterion("share", "How much?", new Scale.Range(), Set.of("response"), Set.of("siblings"));
                @Override public List<Criterion> criteria(NoConfig config) { return List.of(HEARD, SHARE); }
                @Override public Grader open(NoConfig config, Context context) {
                    return subject -> {
                        String response = subject.sample().response();
                        String name = subject.item().id();
                        %s
                        int at = response.indexOf("Page");
                        Evidence claim = Evidence.claim(Span.response(response, at, at + 4),
                                Optional.of(Span.source(subject.sources().getFirst(), 0, 4)),
                                ClaimState.SUPPORTED, "it is “there”");
                        return Step.ask(new Request("judge", List.of(Message.user("Judge " + name)), Optional.empty(), Settings.DEFAULT),
                                reply -> Map.of(
                                        "heard", HEARD.answer(reply instanceof Reply.Answered, List.of(claim)),
                                        "share", SHARE.measured(1.0 / (1 + subject.siblings().size()), List.of())));
                    };
                }
            }
            """.formatted(first);
    }

    private static String recipe(String isolation) {
        return """
            didact: recipe/1
            name: isolation
            random-seed: 7
            models:   { echo: { use: echo%1$s } }
            sources:  [ { id: pages, use: pages%1$s, with: { count: 9 } } ]
            generate: [ { use: twice%1$s, model: echo, per-item: 2 } ]
            grade:    [ { use: heard%1$s, judge: echo, min: 0.1 } ]
            flow:     { process-memory: 64MB, process-deadline: 10s }
            """.formatted(isolation);
    }

    private Workspace workspace(String name) {
        return Workspace.open(new Workspace.Settings(
                folder.resolve(name),
                List.of(folder.resolve("plugins")),
                Optional.of(folder.resolve("home")),
                folder.resolve("cache"),
                Optional.of(2),
                true,
                Map.of()));
    }

    private RecipeText text(String recipe) {
        return new RecipeText(
                "recipe.yaml", folder, recipe.getBytes(StandardCharsets.UTF_8), List.of(), Optional.empty());
    }

    private List<DecidedSample> samples(String name, String recipe) throws InterruptedException {
        try (Workspace workspace = workspace(name)) {
            RunEvent.Finished end = workspace.run(text(recipe), _ -> {}).await();
            assertThat(end.status()).as(end.reason()).isEqualTo(RunEvent.Status.COMPLETED);
            assertThat(workspace.view(1).rounds().getLast().failed()).isEqualTo(1);
            try (var samples = workspace.view(1).samples()) {
                return samples.toList();
            }
        }
    }

    @Test
    void aPluginInAProcessOfItsOwnMakesTheSameSamplesAndGrades() throws Exception {
        List<DecidedSample> here = samples("here", recipe(""));
        List<DecidedSample> apart = samples("apart", recipe(", isolation: process"));

        assertThat(here)
                .hasSize(16)
                .allSatisfy(sample -> assertThat(sample.verdict()).isInstanceOf(Verdict.Accepted.class));
        assertThat(apart).isEqualTo(here);
    }

    @Test
    void anInstalledPluginWorksInAProcessOfItsOwn() throws Exception {
        Path installed = folder.resolve("installed.zip");
        Files.move(folder.resolve("plugins/pages.zip"), installed);
        try (Workspace workspace = workspace("installed")) {
            workspace.plugins().install(workspace.plugins().offer(installed));
        }

        assertThat(samples("installed", recipe(", isolation: process"))).hasSize(16);
    }

    @Test
    void aPluginThatHangsEndsItsProcessOrExhaustsItsMemoryCostsWhatItWasWorkingOn() throws Exception {
        FixturePlugin.of("org.example.pages", "1.0.0", SOURCE, generator(), model())
                .zipInto(folder.resolve("plugins"), "pages.zip");
        FixturePlugin.of("org.example.heard", "1.0.0", rubric("""
                        switch (name) {
                            case "p2" -> { while (true) Thread.onSpinWait(); }
                            case "p5" -> System.exit(3);
                            case "p7" -> { var kept = new ArrayList<long[]>(); while (true) kept.add(new long[1 << 21]); }
                            case "p8" -> java.nio.ByteBuffer.allocateDirect(1 << 30);
                            default -> {}
                        }
                        """)).zipInto(folder.resolve("plugins"), "heard.zip");

        List<DecidedSample> samples = samples(
                "faults",
                recipe("")
                        .replace("use: heard,", "use: heard, isolation: process,")
                        .replace("per-item: 2", "per-item: 1")
                        .replace("10s", "3s"));

        assertThat(samples).hasSize(8);
        assertThat(samples.stream().filter(sample -> sample.verdict() instanceof Verdict.Accepted))
                .extracting(sample -> sample.item().id())
                .containsExactly("p1", "p4", "p6", "p9");
        assertThat(reason(samples, "p2")).contains("org.example.heard@1.0.0", "did not answer within 3000 ms");
        assertThat(reason(samples, "p5")).contains("ended with exit code 3");
        for (String full : List.of("p7", "p8")) {
            assertThat(reason(samples, full))
                    .contains(
                            "ended with exit code 3 because it ran out of memory: 'process-memory' gives it 64MB."
                                    + " Give it more, under 'flow' in a recipe",
                            "java.lang.OutOfMemoryError");
        }
    }

    private static final String ABOUT = """
            package org.example;
            import dev.didact.api.*;
            import dev.didact.api.data.*;
            import java.nio.file.*;
            import java.util.*;
            @Contributes(id = "about", title = "About its process")
            public final class About implements Generator<NoConfig> {
                static void note(Context context, String name) {
                    boolean own = Thread.currentThread().getContextClassLoader() == About.class.getClassLoader();
                    try {
                        Files.writeString(context.base().resolve(name), "with its own class loader: " + own);
                    } catch (java.io.IOException e) {
                        throw new java.io.UncheckedIOException(e);
                    }
                }
                @Override public Session open(NoConfig config, Context context) {
                    context.own((AutoCloseable) () -> note(context, "resource"));
                    return new Session() {
                        @Override public Step<List<Sample>> generate(Job job) {
                            System.out.println("a plugin that prints");
                            return Step.done(List.of(Sample.of(job.item().content(), read() + " " + System.getProperty("https.proxyPort"))));
                        }
                        @Override public void close() { note(context, "session"); }
                    };
                }
                private static int read() {
                    try {
                        return System.in.read();
                    } catch (java.io.IOException e) {
                        throw new java.io.UncheckedIOException(e);
                    }
                }
            }
            """;

    /// The port of a proxy does nothing where there is no proxy.
    @Test
    void anIsolatedPluginReadsNothingOfTheProtocolHasTheProxyOfTheHostAndIsClosedAsTheHostClosesPlugins()
            throws Exception {
        FixturePlugin.of("org.example.pages", "1.0.0", SOURCE, ABOUT).zipInto(folder.resolve("plugins"), "pages.zip");
        System.setProperty("https.proxyPort", "3129");
        try {
            List<DecidedSample> samples = samples("about", """
                    didact: recipe/1
                    name: about
                    sources:  [ { id: pages, use: pages, with: { count: 4 } } ]
                    generate: [ { use: about, isolation: process } ]
                    grade:    []
                    flow:     { process-memory: 64MB }
                    """);
            assertThat(samples)
                    .hasSize(3)
                    .allSatisfy(sample -> assertThat(sample.sample().response()).isEqualTo("-1 3129"));
        } finally {
            System.clearProperty("https.proxyPort");
        }
        assertThat(folder.resolve("session")).hasContent("with its own class loader: true");
        assertThat(folder.resolve("resource")).hasContent("with its own class loader: true");
    }

    @Test
    void whatWouldEndTheProgramIsInstalledAndGradesGivenTextsInAProcessOfItsOwn() throws Exception {
        Path archive = FixturePlugin.of("org.example.ends", "1.0.0", """
                package org.example;
                import dev.didact.api.*;
                import dev.didact.api.grading.*;
                import java.nio.file.*;
                import java.util.*;
                @Contributes(id = "ends", title = "Ends")
                public final class Ends implements Rubric<NoConfig> {
                    private static final Criterion ENDS = Criterion.yesNo("ends", "Does it end?");
                    @Override public List<Criterion> criteria(NoConfig config) { return List.of(ENDS); }
                    @Override public Grader open(NoConfig config, Context context) {
                        return subject -> {
                            if (subject.sample().response().equals("exit")) System.exit(3);
                            return Step.done(Map.of("ends", ENDS.answer(Files.isDirectory(context.work()), List.of())));
                        };
                    }
                }
                """).zipInto(folder, "ends.zip");
        byte[] lines = """
                {"prompt": "a", "response": "b"}
                {"prompt": "a", "response": "exit"}
                {"prompt": "a", "response": "c"}
                """.getBytes(StandardCharsets.UTF_8);
        try (Workspace workspace = workspace("grade")) {
            workspace.plugins().install(workspace.plugins().offer(archive));
            assertThatThrownBy(() -> {
                        try (Stream<GradedLine> here = grade(workspace, lines, Optional.empty())) {
                            here.toList();
                        }
                    })
                    .hasMessageContainingAll("its class org.example.Ends calls System.exit", "`isolation: process`");
            try (Stream<GradedLine> graded = grade(workspace, lines, Optional.of(new ProcessMemory(64)))) {
                assertThat(graded.map(line -> line.verdict().orElseThrow()))
                        .containsExactly(
                                new Verdict.Accepted(),
                                new Verdict.Quarantined("ungraded:ends"),
                                new Verdict.Accepted());
            }
        }
        assertThat(Path.of("grade")).doesNotExist();
    }

    private static Stream<GradedLine> grade(Workspace workspace, byte[] lines, Optional<ProcessMemory> apart)
            throws InterruptedException {
        return workspace.grade(new ByteArrayInputStream(lines), "ends", List.of(), Map.of(), apart);
    }

    private static String reason(List<DecidedSample> samples, String item) {
        return samples.stream()
                .filter(sample -> sample.item().id().equals(item))
                .findFirst()
                .orElseThrow()
                .grade()
                .criteria()
                .getFirst()
                .result()
                .toString();
    }

    @Test
    void checkSaysWhatWorksInAProcessAndWhichConfigurationThatRefuses() throws Exception {
        try (Workspace workspace = workspace("check")) {
            assertThat(workspace
                            .check(text(recipe("").replace("use: pages", "use: pages, isolation: process")))
                            .isolated())
                    .containsExactly("source pages, at most 64 MB and 10 s an answer");
            assertThat(workspace.check(text(recipe(""))).isolated()).isEmpty();
            assertThatExceptionOfType(ProblemException.class)
                    .isThrownBy(() ->
                            workspace.check(text(recipe("").replace("use: pages", "use: pages, isolation: thread"))))
                    .satisfies(e -> assertThat(e.problems().getFirst().place().orElseThrow())
                            .hasToString("recipe.yaml:5:49"));
            assertThatExceptionOfType(ProblemException.class)
                    .isThrownBy(() ->
                            workspace.check(text(recipe(", isolation: process").replace("count: 9", "count: 900"))))
                    .withMessageContaining("at most 100 pages, not 900");
        }
    }
}
