package dev.didact.student;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.didact.api.DidactException;
import dev.didact.api.grading.DecidedSample;
import dev.didact.api.grading.Verdict;
import dev.didact.api.model.Checkpoint;
import dev.didact.api.model.Lesson;
import dev.didact.testkit.TestContext;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StudentLearnerTest {

    private static final int SPLIT = 2;

    @TempDir
    private Path folder;

    @Test
    void oneAndTwoThreadsGiveTheSameCheckpoint() throws Exception {
        Lesson lesson = base("one", 7, 30);

        Checkpoint one = learn(lesson, 1);
        Checkpoint two = learn(base("two", 7, 30), 2);

        assertThat(two.id()).isEqualTo(one.id());
        assertThat(learn(base("other", 8, 30), 1).id()).isNotEqualTo(one.id());
    }

    @Test
    void anInterpretedLessonGivesTheSameCheckpoint() throws Exception {
        Checkpoint compiled = learn(base("compiled", 7, 10), 1);
        Path output = Files.createDirectory(folder.resolve("interpreted"));
        String java = ProcessHandle.current().info().command().orElseThrow();
        Path log = folder.resolve("log");

        Process process = new ProcessBuilder(
                        java,
                        "-Xint",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Main.class.getName(),
                        output.toString())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();

        assertThat(process.waitFor()).as(Files.readString(log)).isZero();
        assertThat(Checkpoint.contentHash(output)).isEqualTo(compiled.id());
    }

    /// Learns the lesson of the test in a process of its own.
    static final class Main {
        private Main() {}

        public static void main(String[] arguments) throws Exception {
            learn(base(Path.of(arguments[0]), 7, 10), 1);
        }
    }

    @Test
    void whatIsLearnedIsAnswered() throws Exception {
        List<Lesson.Example> examples = List.of(example("a1", "1a"), example("b2", "2b"), example("c3", "3c"));

        Checkpoint checkpoint = learn(lesson("learned", 0, Optional.empty(), List.of(), examples, 80), 2);

        Sampler sampler = new Sampler(CheckpointFile.read(Path.of(checkpoint.reference())));
        for (Lesson.Example example : examples) {
            Sampler.Call call = new Sampler.Call(Text.question(example.prompt()), 0, 9, 1);
            Sampler.Answer answer = sampler.answer(List.of(call)).getFirst();
            assertThat(Symbols.decode(answer.symbols())).isEqualTo(example.response());
            assertThat(answer.ended()).isTrue();
        }
    }

    @Test
    void aLaterLessonGoesOnFromItsCheckpointAndLeavesItAsItWas() throws Exception {
        Checkpoint start = learn(base("start", 7, 20), 1);
        Lesson.Part part = new Lesson.Part("generate", 1, List.of(Lessons.decided("d4", "4d", new Verdict.Accepted())));

        Checkpoint next = learn(lesson("next", 1, Optional.of(start), List.of(part), List.of(), 5), 1);
        Checkpoint same = learn(lesson("same", 1, Optional.of(start), List.of(), List.of(example("x9", "9x")), 0), 1);

        assertThat(next.id()).isNotEqualTo(start.id());
        assertThat(next.parent()).contains(start.id());
        assertThat(Checkpoint.contentHash(Path.of(start.reference()))).isEqualTo(start.id());
        assertThat(same.id()).as("no step changes nothing").isEqualTo(start.id());
    }

    @Test
    void onlyAcceptedSamplesAreLearnedEachOnceAndYoungerOnesMoreOften() throws Exception {
        List<DecidedSample> older = List.of(
                Lessons.decided("a1", "1a", new Verdict.Accepted()),
                Lessons.decided("c3", "3c", new Verdict.Accepted()),
                Lessons.decided("z9", "x", new Verdict.Rejected("form")),
                Lessons.decided("z8", "x", new Verdict.Quarantined("ungraded:form")));
        List<DecidedSample> younger = List.of(
                Lessons.decided("b2", "2b", new Verdict.Accepted()),
                Lessons.decided("b2", "2b", new Verdict.Accepted()),
                Lessons.decided("c3", "3c", new Verdict.Accepted()));
        Lesson lesson = lesson(
                "mixed",
                3,
                Optional.empty(),
                List.of(new Lesson.Part("generate", 1, older), new Lesson.Part("generate", 3, younger)),
                List.of(example("q", "q")),
                1);
        Mixture mixture = Mixture.of(lesson, 0.5);
        SplittableRandom random = new SplittableRandom(1);

        List<String> drawn = Stream.generate(() -> mixture.draw(10, random))
                .limit(2000)
                .flatMap(List::stream)
                .map(text -> Symbols.decode(text.symbols()))
                .toList();

        Map<String, Double> expected =
                Map.of("q=q", 6000.0, "a1=1a", 14000 / 9.0, "b2=2b", 56000 / 9.0, "c3=3c", 56000 / 9.0);
        assertThat(drawn).hasSize(20_000).isSubsetOf(expected.keySet());
        expected.forEach((text, count) ->
                assertThat((double) drawn.stream().filter(text::equals).count()).isBetween(count * 0.95, count * 1.05));
    }

    @Test
    void aSampleOutsideTheAlphabetIsNamed() {
        Lesson.Part part =
                new Lesson.Part("generate", 1, List.of(Lessons.decided("Köln", "1a", new Verdict.Accepted())));

        assertThatThrownBy(() -> learn(lesson("named", 1, Optional.empty(), List.of(part), List.of(), 5), 1))
                .isInstanceOf(DidactException.Permanent.class)
                .hasMessageContaining("sample 1/1")
                .hasMessageContaining("'K' (U+004B)");
    }

    @Test
    void aLessonWithoutContentIsRefused() {
        Lesson.Part part =
                new Lesson.Part("generate", 1, List.of(Lessons.decided("a1", "x", new Verdict.Rejected("form"))));

        assertThatThrownBy(() -> learn(lesson("empty", 1, Optional.empty(), List.of(part), List.of(), 5), 1))
                .isInstanceOf(DidactException.Permanent.class)
                .hasMessageContaining("nothing to learn from");
    }

    @Test
    void aStoppedLessonLeavesNoCheckpoint() throws Exception {
        Lesson lesson = base("stopped", 7, 20);

        try (TestContext context = TestContext.withRandomSeed(7).withThreads(1).cancelAfter(3)) {
            assertThatThrownBy(() -> new StudentLearner().open(small(), context).learn(lesson))
                    .isInstanceOf(InterruptedException.class);
        }
        assertThat(lesson.output()).isEmptyDirectory();
    }

    @Test
    void aShapeThatCannotBeIsRefused() {
        StudentLearner.Config config = config(10, 4);

        assertThatThrownBy(() -> new StudentLearner().open(config, TestContext.withRandomSeed(7)))
                .isInstanceOf(DidactException.Config.class)
                .hasMessageContaining("width must be a multiple of 4");
    }

    @Test
    void aCheckpointThatWasChangedIsRefused() throws Exception {
        Checkpoint checkpoint = learn(base("changed", 7, 1), 1);
        Path numbers = Path.of(checkpoint.reference()).resolve("parameters.f32");
        byte[] bytes = Files.readAllBytes(numbers);
        bytes[5] ^= 1;
        Files.write(numbers, bytes);

        assertThatThrownBy(() -> StudentProvider.read(checkpoint))
                .isInstanceOf(DidactException.Unavailable.class)
                .hasMessageContaining("parameters.f32")
                .hasMessageContaining("was changed");
    }

    static StudentLearner.Config small() {
        return config(16, 2);
    }

    private static StudentLearner.Config config(int width, int heads) {
        return new StudentLearner.Config(
                60, 0.0015, 0.0003, 300, 0.01, 0.003, 5, 16, SPLIT, 0.01, 1, 0.7, 2, width, heads, 32);
    }

    private static Checkpoint learn(Lesson lesson, int threads) throws Exception {
        try (TestContext context = TestContext.withRandomSeed(7).withThreads(threads);
                var session = new StudentLearner().open(small(), context)) {
            return session.learn(lesson);
        }
    }

    private Lesson base(String name, long randomSeed, int steps) throws IOException {
        return base(Files.createDirectory(folder.resolve(name)), randomSeed, steps);
    }

    private static Lesson base(Path output, long randomSeed, int steps) {
        List<Lesson.Example> examples = Lessons.examples(new RankProblems(randomSeed).next(40, 1, 4));
        return new Lesson(0, Optional.empty(), List.of(), examples, 0.3, OptionalInt.of(steps), randomSeed, output);
    }

    private Lesson lesson(
            String name,
            int round,
            Optional<Checkpoint> from,
            List<Lesson.Part> parts,
            List<Lesson.Example> anchors,
            int steps)
            throws IOException {
        Path output = Files.createDirectory(folder.resolve(name));
        return new Lesson(round, from, parts, anchors, 0.3, OptionalInt.of(steps), 3, output);
    }

    private static Lesson.Example example(String prompt, String response) {
        return new Lesson.Example(prompt, response, List.of());
    }
}
