package dev.didact.engine.internal.process;

import static org.assertj.core.api.Assertions.assertThat;

import dev.didact.api.Generator;
import dev.didact.api.Step;
import dev.didact.api.config.SecretName;
import dev.didact.api.data.Draw;
import dev.didact.api.data.Item;
import dev.didact.api.data.Purpose;
import dev.didact.api.data.Receipt;
import dev.didact.api.data.Sample;
import dev.didact.api.grading.CriterionResult;
import dev.didact.api.grading.DecidedSample;
import dev.didact.api.model.Checkpoint;
import dev.didact.api.model.Lesson;
import dev.didact.api.model.Message;
import dev.didact.api.model.ModelCall;
import dev.didact.api.model.Reply;
import dev.didact.api.model.Settings;
import dev.didact.api.model.Usage;
import dev.didact.engine.Contexts;
import dev.didact.engine.OpenContext;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The page on the protocol says what is: a program that holds the host to each of its `host` lines and answers by its
/// `program` lines makes what the page promises.
class ProtocolPageTest {
    private static final Path PAGE =
            Path.of("..", "docs", "process-lane.md").toAbsolutePath().normalize();
    private static final Pattern BLOCK = Pattern.compile("(?m)^```protocol (\\w+)\n(.*?)^```$", Pattern.DOTALL);
    private static final Duration LONG = Duration.ofSeconds(60);
    private static final List<SecretName> NONE = List.of();

    @TempDir
    Path folder;

    private OpenContext context = Contexts.at(Path.of("no-such-folder"));

    @BeforeEach
    void python() {
        Python.isNeeded();
        context = Contexts.at(folder);
    }

    private Map<String, String> blocks() throws IOException {
        var blocks = new HashMap<String, String>();
        String seed = Integer.toString(context.random("program").nextInt(Integer.MAX_VALUE));
        String page = Files.readString(PAGE)
                .replace("SEED", seed)
                .replace("WORK", context.work().toString())
                .replace("TARGET", target().toString());
        Matcher matcher = BLOCK.matcher(page);
        while (matcher.find()) {
            blocks.put(matcher.group(1), matcher.group(2));
        }
        return blocks;
    }

    private Path target() {
        return folder.resolve("target");
    }

    /// A program that plays one of the blocks.
    private List<String> playing(String block) throws IOException {
        Python.script(folder, "block", Objects.requireNonNull(blocks().get(block)));
        Python.script(folder, "play.py", """
                import json, os, sys
                for line in open("block", encoding="utf-8"):
                    who, text = line.split(None, 1)
                    if who == "program":
                        print(text.strip(), flush=True)
                        continue
                    said = json.loads(sys.stdin.readline())
                    if said != json.loads(text):
                        sys.exit("the host said " + json.dumps(said) + " and the page says " + text)
                if "export" in said:
                    open(os.path.join(os.environ["DIDACT_OUTPUT"], "accepted.csv"), "w").close()
                """);
        return List.of("python3", "play.py");
    }

    private ExecConfig config(String block, Map<String, String> settings) throws IOException {
        return new ExecConfig(playing(block), Map.of(), NONE, settings, List.of(), LONG);
    }

    @Test
    void everyKindIsThere() throws Exception {
        assertThat(blocks().keySet())
                .isEqualTo(Set.of("source", "generator", "rubric", "model", "learner", "exporter", "decided"));
    }

    @Test
    void theSourceYieldsAnItem() throws Exception {
        var draw = new Draw(Purpose.HELD_OUT, 2, OptionalInt.of(5));
        try (var reader = new ExecSource().open(config("source", Map.of("path", "questions.jsonl")), draw, context)) {
            Item item = reader.next().orElseThrow();

            assertThat(item.key()).contains("Beside the door.");
            assertThat(item.level()).isEqualTo(OptionalInt.of(5));
            assertThat(item.passages().getFirst().reference()).isEqualTo("house.md[120,150)");
            assertThat(item.passages().getFirst().origin().licence().concluded())
                    .isEqualTo("CC-BY-4.0");
            assertThat(reader.next()).isEmpty();
        }
    }

    @Test
    void theGeneratorAsksAndMakesASample() throws Exception {
        var job = new Generator.Job(Given.item(), 0, 1, Optional.empty());
        try (var session = new ExecGenerator().open(config("generator", Map.of()), context)) {
            var ask = (Step.Ask<List<Sample>>) session.generate(job);

            assertThat(ask.requests().getFirst().settings())
                    .isEqualTo(new Settings(OptionalDouble.of(0.8), OptionalInt.of(64), List.of()));
            assertThat(ask.then().apply(List.of(Reply.Answered.of("Beside the door.", Usage.NONE))))
                    .isEqualTo(Step.done(List.of(
                            Sample.of("Where is the key?", "Beside the door.").withColumns(Map.of("draft", "1")))));
        }
    }

    @Test
    void theRubricGrades() throws Exception {
        var polite = new ExecRubric.Question("polite", "", List.of("no", "yes"), Set.of(), Set.of());
        var config = new ExecRubric.Config(
                playing("rubric"), List.of(polite), Map.of(), NONE, Map.of("longest", "12"), List.of(), LONG);
        try (var grader = new ExecRubric().open(config, context)) {
            var done =
                    (Step.Done<Map<String, CriterionResult>>) grader.grade(Given.subject("Beside the door, please."));

            assertThat(done.value().get("polite")).isInstanceOf(CriterionResult.Scored.class);
        }
    }

    @Test
    void theModelAnswers() throws Exception {
        var settings = new Settings(OptionalDouble.of(0.8), OptionalInt.of(64), List.of("\n"));
        var calls = List.of(
                new ModelCall(List.of(Message.user("Where is the key?")), Optional.empty(), settings, 7),
                new ModelCall(List.of(Message.user("And the lamp?")), Optional.empty(), Settings.DEFAULT, 8));
        Checkpoint at = Checkpoint.served("org/student-r1", Optional.empty());
        try (var model = new ExecModel().open(config("model", Map.of()), Optional.of(at), context)) {
            List<Reply> replies = model.answer(calls);

            assertThat(replies.getFirst()).isEqualTo(Reply.Answered.of("Beside the door.", new Usage(4, 3)));
            assertThat(replies.getLast()).isInstanceOf(Reply.Failed.class);
        }
    }

    @Test
    void theLearnerLearns() throws Exception {
        Path output = Files.createDirectories(target());
        var lesson = new Lesson(1, Optional.empty(), List.of(), List.of(), 0.3, OptionalInt.of(12), 7, output);
        var config = new LessonConfig(
                playing("learner"), Map.of(), NONE, Map.of("rate", "0.1"), List.of(), LONG, List.of(), 0);
        try (var session = new ExecLearner().open(config, context)) {
            assertThat(session.learn(lesson)).isEqualTo(Checkpoint.served("org/student-r1", Optional.empty()));
        }
    }

    @Test
    void theExporterExports() throws Exception {
        Path target = Files.createDirectories(target());
        List<DecidedSample> samples = List.of();
        var config = new JobConfig(playing("exporter"), Map.of(), NONE, Map.of(), List.of(), LONG);
        try (var writer = new ExecExporter().open(config, target, context)) {
            assertThat(writer.write(samples))
                    .isEqualTo(new Receipt(
                            List.of(new Receipt.Written("accepted.csv", 1)),
                            List.of(new Receipt.Skipped("rejected", 1))));
        }
    }

    @Test
    void aDecidedSampleIsWrittenSo() throws Exception {
        String line = Objects.requireNonNull(blocks().get("decided")).substring("host".length());
        assertThat(JsonLines.read(JsonLines.line(JsonLines.decided(Given.refused("wrong words")))))
                .isEqualTo(JsonLines.read(line));
    }
}
