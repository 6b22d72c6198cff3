package dev.didact.engine.internal.loop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.didact.api.Fault;
import dev.didact.api.grading.CriterionResult.Ungraded;
import dev.didact.api.grading.DecidedSample;
import dev.didact.api.grading.Grade;
import dev.didact.api.grading.Verdict;
import dev.didact.engine.PluginCard.State;
import dev.didact.engine.Problem.Category;
import dev.didact.engine.ProblemException;
import dev.didact.engine.RunEvent;
import dev.didact.engine.RunEvent.Status;
import dev.didact.engine.internal.host.Deadlines;
import dev.didact.engine.internal.host.FixturePlugin;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// A run with a plugin that fails at one item of three. The other items are decided, the run comes to its end, and the
/// item that was lost says which plugin it was.
class BadPluginRunTest {
    private static final String BAD = "org.example.bad";
    private static final String RELEASED = "org.example.run.released";
    private static final String NOTED = "org.example.run.noted";
    private static final String SPIN = "while (!Boolean.getBoolean(\"" + RELEASED + "\")) { Thread.onSpinWait(); }";
    private static final String RECIPE = PluginBed.RECIPE.replace("{ use: polite }", "{ use: polite }, { use: bad }");

    @TempDir
    Path folder;

    @BeforeEach
    void aHealthyPlugin() {
        System.clearProperty(RELEASED);
        System.clearProperty(NOTED);
        PluginBed.words("org.example.words", "1.0.0", "").zipInto(folder.resolve("plugins"), "words.zip");
    }

    @AfterEach
    void release() {
        System.setProperty(RELEASED, "true");
    }

    private PluginBed bed() {
        return new PluginBed(
                folder, "w", new Deadlines(Duration.ofMillis(300), Duration.ofSeconds(10), Duration.ofMillis(100)));
    }

    /// A rubric `bad` that does this at the second item.
    private void bad(String members, String atTheSecond) {
        String rubric = FixturePlugin.rubric(
                        "Bad", members, "if (subject.item().id().equals(\"two\")) { " + atTheSecond + " }")
                .replace("\"polite\"", "\"bad\"");
        FixturePlugin.of(BAD, "1.0.0", rubric).zipInto(folder.resolve("plugins"), "bad.zip");
    }

    private static Fault lost(DecidedSample sample) {
        return sample.grade().criteria().stream()
                .map(Grade.Entry::result)
                .filter(Ungraded.class::isInstance)
                .map(result -> ((Ungraded) result).fault())
                .findFirst()
                .orElseThrow();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "throw new IllegalStateException(\"no\");         | PLUGIN_THREW      | IllegalStateException: no at org.example.Bad.",
                "deeper(0);                                       | PLUGIN_THREW      | StackOverflowError without a message at org.example.Bad.deeper",
                "Bad.<RuntimeException>sneak(new InterruptedException(\"mine\")); | PLUGIN_THREW | InterruptedException: mine at org.example.Bad.",
                "byte[] all = new byte[Integer.MAX_VALUE];        | PLUGIN_THREW      | OutOfMemoryError: Requested array size exceeds VM limit at org.example.Bad.",
                "SPIN                                             | PLUGIN_HUNG       | when it was at org.example.Bad.",
                "return Step.done(Map.of());                      | PLUGIN_THREW      | bad",
                "return Step.done(Map.of(\"bad\", scored(\"yes\", 1), \"other\", scored(\"no\", 0))); | UNPARSEABLE | answered criterion 'other', which it does not declare; it declares [bad]",
                "return null;                                     | PLUGIN_THREW      | Rubric.Grader.grade() returned null",
                "return new Step.Ask<>(List.of(dev.didact.api.model.Request.of(\"?\", dev.didact.api.model.Settings.DEFAULT)), _ -> null); | PLUGIN_THREW | the function of Step.Ask returned null",
                "return Step.done(Map.of(\"bad\", scored(\"perhaps\", 1))); | LEVEL_NOT_IN_MENU | perhaps",
                "return Step.done(Map.of(\"bad\", quoting()));    | QUOTE_NOT_FOUND   | response",
            })
    void aRubricThatFailsAtOneItemCostsThatItemAlone(String atTheSecond, Fault.Kind kind, String words)
            throws Exception {
        bad("""
                static int deeper(int n) { return deeper(n + 1) + 1; }
                @SuppressWarnings("unchecked")
                static <T extends Throwable> void sneak(Throwable thrown) throws T { throw (T) thrown; }
                static CriterionResult scored(String level, double score) {
                    return new CriterionResult.Scored(Optional.of(level), score, List.of());
                }
                static CriterionResult quoting() {
                    var span = new dev.didact.api.grading.Span(dev.didact.api.grading.Span.RESPONSE, 0, 3, "xyz");
                    return Criterion.yesNo("bad", "Is it?").answer(true, List.of(Evidence.quote(span, "it says")));
                }
                """, atTheSecond.equals("SPIN") ? SPIN : atTheSecond);
        try (PluginBed bed = bed()) {
            RunEvent.Finished end = bed.run(RECIPE);

            assertThat(end.status()).isEqualTo(Status.COMPLETED);
            List<DecidedSample> samples = bed.samples(end.run());
            assertThat(samples).hasSize(3);
            assertThat(samples.getFirst().verdict()).isInstanceOf(Verdict.Accepted.class);
            assertThat(samples.get(1).verdict()).isInstanceOf(Verdict.Quarantined.class);
            assertThat(samples.get(2).verdict()).isInstanceOf(Verdict.Accepted.class);
            assertThat(lost(samples.get(1)).kind()).isEqualTo(kind);
            assertThat(lost(samples.get(1)).message()).contains(words);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "return List.of(Criterion.yesNo(\"bad\", \"Is it polite?\")); | return null; | Rubric.criteria() returned null",
                "return List.of(Criterion.yesNo(\"bad\", \"Is it polite?\")); | return Collections.singletonList(null); | Rubric.criteria() returned a list with null in it",
                "return subject -> {                                         | if (config != null) return null; return subject -> { | Rubric.open() returned null"
            })
    void aMethodThatReturnsNullIsNamed(String right, String wrong, String words) throws Exception {
        String rubric = FixturePlugin.rubric("Bad", "", "").replace("\"polite\"", "\"bad\"");
        assertThat(rubric).contains(right);
        FixturePlugin.of(BAD, "1.0.0", rubric.replace(right, wrong)).zipInto(folder.resolve("plugins"), "bad.zip");
        try (PluginBed bed = bed()) {
            assertThat(told(bed)).contains("plugin org.example.bad@1.0.0 failed: NullPointerException: " + words);
        }
    }

    /// What somebody is told who starts the run: that it does not begin, or why its samples were lost.
    private static String told(PluginBed bed) throws InterruptedException {
        try {
            return lost(bed.samples(bed.run(RECIPE).run()).getFirst()).message();
        } catch (ProblemException refused) {
            return String.valueOf(refused.getMessage());
        }
    }

    @Test
    void codeThatInterruptsAllThreadsThatItFindsLeavesTheJournalOpen() throws Exception {
        bad("", """
                Thread.getAllStackTraces().keySet().stream()
                        .filter(thread -> thread.getName().startsWith("didact-"))
                        .forEach(Thread::interrupt);""");
        try (PluginBed bed = bed()) {
            assertThat(bed.run(RECIPE).status()).isEqualTo(Status.COMPLETED);
        }
    }

    @Test
    void aRubricThatIsTakenOutOfUseCostsItsOwnAnswersAndTheRunEnds() throws Exception {
        bad("", "dev.didact.engine.internal.host.HostSettings.class.getName();");
        try (PluginBed bed = bed()) {
            RunEvent.Finished end = bed.run(RECIPE);

            assertThat(end.status()).isEqualTo(Status.COMPLETED);
            assertThat(bed.samples(end.run())).hasSize(3);
            assertThat(bed.plugin(BAD).state()).isEqualTo(State.QUARANTINED);
            assertThat(bed.plugin(BAD).reason()).contains("HostSettings, which is not there");
            RunEvent.Finished without = bed.run(PluginBed.RECIPE);
            assertThat(without.accepted()).isEqualTo(3);
        }
    }

    @Test
    void aRubricThatCannotBeOpenedRefusesTheRunAndIsNamed() throws Exception {
        FixturePlugin.of(
                        BAD,
                        "1.0.0",
                        FixturePlugin.rubric("Bad", "", "")
                                .replace("\"polite\"", "\"bad\"")
                                .replace(
                                        "return subject ->",
                                        "if (config != null) throw new IllegalStateException(\"shut\"); return subject ->"))
                .zipInto(folder.resolve("plugins"), "bad.zip");
        try (PluginBed bed = bed()) {
            assertThatThrownBy(() -> bed.run(RECIPE))
                    .isInstanceOf(ProblemException.class)
                    .hasMessageContainingAll(
                            "plugin org.example.bad@1.0.0 failed: IllegalStateException: shut at org.example.Bad.open(Bad.java:");
            assertThat(bed.run(PluginBed.RECIPE).accepted()).isEqualTo(3);
        }
    }

    /// A rubric `bad` that does this when it is opened, at the second item, and when its grader is closed. What it
    /// [notes][#noted] says whether its class loader was in place.
    private void closed(String atOpen, String atTheSecond, String atClose) {
        String rubric = FixturePlugin.rubric(
                        "Bad",
                        """
                        static synchronized void note(String what) {
                            boolean own = Thread.currentThread().getContextClassLoader() == Bad.class.getClassLoader();
                            System.setProperty("NOTED", System.getProperty("NOTED", "") + what + (own ? " " : "! "));
                        }
                        """.replace("NOTED", NOTED),
                        "if (subject.item().id().equals(\"two\")) { " + atTheSecond + " }")
                .replace("\"polite\"", "\"bad\"")
                .replace("return subject -> {", atOpen + """
                        return new Grader() {
                            @Override public void close() { %s }
                            @Override public Step<Map<String, CriterionResult>> grade(Subject subject) {
                        """.formatted(atClose))
                .replace("};\n", "}};\n");
        FixturePlugin.of(BAD, "1.0.0", rubric).zipInto(folder.resolve("plugins"), "bad.zip");
    }

    private static String noted() {
        return System.getProperty(NOTED, "").strip();
    }

    @Test
    void aRubricThatCannotBeClosedCostsNothing() throws Exception {
        closed("", "", "throw new StackOverflowError(\"stuck\");");
        try (PluginBed bed = bed()) {
            assertThat(bed.run(RECIPE).accepted()).isEqualTo(3);
            assertThat(bed.plugin(BAD).state()).isEqualTo(State.IDLE);
        }
    }

    @Test
    void whatAnInstanceOwnsIsClosedAfterItInReverseOrderAsCodeOfItsPlugin() throws Exception {
        closed("context.own(() -> note(\"first\")); context.own(() -> note(\"second\"));", "", "note(\"instance\");");
        try (PluginBed bed = bed()) {
            assertThat(bed.run(RECIPE).accepted()).isEqualTo(3);
            assertThat(noted()).matches("instance second first( instance second first)*");
        }
    }

    @Test
    void aResourceThatThrowsOrHangsKeepsNeitherTheOthersOpenNorTheRunFromItsEnd() throws Exception {
        closed(
                "context.own(() -> note(\"first\")); context.own(() -> { throw new AssertionError(\"mine\"); });"
                        + " context.own(() -> { while (!Boolean.getBoolean(\"" + RELEASED
                        + "\")) java.util.concurrent.locks.LockSupport.parkNanos(1_000_000); });",
                "",
                "note(\"instance\");");
        try (PluginBed bed = new PluginBed(
                folder, "w", new Deadlines(Duration.ofSeconds(30), Duration.ofSeconds(2), Duration.ofMillis(100)))) {
            assertThat(bed.run(RECIPE).accepted()).isEqualTo(3);
            assertThat(noted()).matches("instance first( instance first)*");
        }
    }

    @Test
    void aRubricThatIsTakenOutOfUseIsClosed() throws Exception {
        closed(
                "context.own(() -> note(\"resource\"));",
                "dev.didact.engine.internal.host.HostSettings.class.getName();",
                "note(\"instance\");");
        try (PluginBed bed = bed()) {
            assertThat(bed.run(RECIPE).status()).isEqualTo(Status.COMPLETED);
            assertThat(bed.plugin(BAD).state()).isEqualTo(State.QUARANTINED);
            assertThat(noted()).matches("instance resource( instance resource)*");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "throw new StackOverflowError(\"deep\"); | failed: StackOverflowError: deep at org.example.Bad$Config.",
                "SPIN                                    | , when it was at org.example.Bad$Config.<init>",
                "throw new IllegalArgumentException(\"most must be odd\"); | 'with' of 'bad': most must be odd",
            })
    void aConfigurationThatCannotBeMadeRefusesTheRunAndIsNamed(String atOnce, String words) throws Exception {
        String rubric = FixturePlugin.rubric(
                        "Bad",
                        "public record Config(int most) { public Config { if (most == 2) { "
                                + atOnce.replace("SPIN", SPIN) + " } } }",
                        "")
                .replace("NoConfig", "Bad.Config");
        FixturePlugin.of(BAD, "1.0.0", rubric).zipInto(folder.resolve("plugins"), "bad.zip");
        try (PluginBed bed = bed()) {
            String recipe = RECIPE.replace("{ use: bad }", "{ use: bad, with: { most: 2 } }");
            assertThatThrownBy(() -> bed.run(recipe))
                    .isInstanceOf(ProblemException.class)
                    .hasMessageContaining(words);
        }
    }

    @Test
    void memoryThatIsUsedUpStopsTheRunWithAllThatWasDoneAndItGoesOnLater() throws Exception {
        bad("", "if (!Boolean.getBoolean(\"" + RELEASED + "\")) throw new OutOfMemoryError(\"Java heap space\");");
        try (PluginBed bed = bed()) {
            assertThatThrownBy(() -> bed.run(RECIPE)).isInstanceOfSatisfying(ProblemException.class, e -> {
                assertThat(e.problems().getFirst().category()).isEqualTo(Category.ENVIRONMENT);
                assertThat(e)
                        .hasMessageContainingAll(
                                "plugin org.example.bad@1.0.0 ran out of memory in its rubric 'bad' at org.example.Bad.",
                                "Java heap space",
                                "DIDACT_JVM_OPTIONS",
                                "`isolation: process` beside its `use`",
                                "`process-memory: 2GB` under `flow`",
                                "--isolation process --process-memory 2GB",
                                "https://example.org/issues");
            });
            assertThat(bed.run(PluginBed.RECIPE).accepted()).isEqualTo(3);

            System.setProperty(RELEASED, "true");
            RunEvent.Finished end = bed.workspace.resume(1, _ -> {}).await();
            assertThat(end.status()).isEqualTo(Status.COMPLETED);
            assertThat(end.accepted()).isEqualTo(3);
        }
    }
}
