package dev.didact.engine.internal.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.didact.api.DidactException;
import dev.didact.api.grading.Verdict;
import dev.didact.api.model.Checkpoint;
import dev.didact.api.model.Lesson;
import dev.didact.api.training.TrainingFormat;
import dev.didact.engine.Contexts;
import dev.didact.engine.OpenContext;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ExecLearnerTest {
    @TempDir
    Path folder;

    private final List<String> told = new ArrayList<>();
    private OpenContext context = Contexts.at(Path.of("no-such-folder"));

    @BeforeEach
    void python() {
        Python.isNeeded();
        context = Contexts.at(folder, Map.of(), (done, total, note) -> told.add(done + " of " + total + " " + note));
    }

    private static LessonConfig config(Duration deadline, String... command) {
        return new LessonConfig(
                List.of(command), Map.of(), List.of(), Map.of("rate", "0.1"), List.of(), deadline, List.of(), 0);
    }

    private Checkpoint learn(String script, Lesson lesson) throws Exception {
        Python.script(folder, "learn.py", script);
        return learn(config(Duration.ofSeconds(60), "python3", "learn.py"), lesson);
    }

    private Checkpoint learn(LessonConfig config, Lesson lesson) throws Exception {
        try (var session = new ExecLearner().open(config, context)) {
            return session.learn(lesson);
        }
    }

    private Lesson lesson(int round, Optional<Checkpoint> from) throws IOException {
        Path output = Files.createDirectories(folder.resolve("out-" + round));
        return new Lesson(
                round,
                from,
                List.of(new Lesson.Part(
                        "answer",
                        1,
                        List.of(
                                Given.decided("the salt dissolves", new Verdict.Accepted()),
                                Given.decided("wrong words", new Verdict.Rejected("form"))))),
                List.of(new Lesson.Example("Write.", "the sea", List.of())),
                0.3,
                OptionalInt.of(12),
                7,
                output);
    }

    @Test
    void theExampleLearnsTheAcceptedAnswersOnTopOfACheckpoint() throws Exception {
        var config = config(
                Duration.ofSeconds(60),
                "python3",
                Python.EXAMPLES.resolve("learner.py").toString());

        Checkpoint first = learn(config, lesson(1, Optional.empty()));
        String before = Files.readString(Path.of(first.reference(), "bigrams.json"));
        Checkpoint second = learn(config, lesson(2, Optional.of(first)));

        assertThat(before).contains("\"the\": {\"salt\": 1, \"sea\": 1}").doesNotContain("wrong");
        assertThat(Path.of(second.reference(), "bigrams.json"))
                .content()
                .contains("\"the\": {\"salt\": 2, \"sea\": 2}");
        assertThat(Path.of(first.reference(), "bigrams.json")).hasContent(before);
        assertThat(second.parent()).contains(first.id());
        assertThat(first.id()).isEqualTo(Checkpoint.contentHash(Path.of(first.reference())));
    }

    @Test
    void aProgramIsToldTheSameOnStandardInputAndInItsEnvironment() throws Exception {
        learn("""
                import json, os, sys
                told = json.loads(sys.stdin.readline())
                learn = told["learn"]
                names = {"round": "ROUND", "data": "DATA", "anchors": "ANCHORS", "share": "SHARE", "base": "BASE",
                         "output": "OUTPUT", "steps": "STEPS", "randomSeed": "RANDOM_SEED"}
                for key, name in names.items():
                    assert str(learn[key]) == os.environ["DIDACT_" + name], (key, learn[key])
                assert told["config"] == {"rate": "0.1"}
                row = json.loads(open(learn["data"]).read().splitlines()[1])
                assert {key: row[key] for key in row if key != "provenance"} == {
                    "ref": "1/1", "step": "answer", "round": 1, "item": "item", "sampleIndex": 0, "attempt": 1,
                    "prompt": "Write.", "response": "wrong words", "columns": {}, "verdict": "rejected",
                    "criterion": "form", "criteria": {}, "licence": "CC0-1.0"}, row
                open(os.path.join(learn["output"], "w"), "w").write("w")
                """, lesson(1, Optional.empty()));
    }

    @Test
    void aNameThatIsNoFolderIsServedByAnEndpoint() throws Exception {
        Checkpoint checkpoint = learn("""
                import json
                print("loading")
                print(json.dumps({"progress": {"done": 3, "total": 10, "note": "loss 1.2"}}))
                print(json.dumps({"checkpoint": "first"}))
                print(json.dumps({"checkpoint": "org/student-8b-r1"}))
                """, lesson(1, Optional.empty()));

        assertThat(checkpoint).isEqualTo(Checkpoint.served("org/student-8b-r1", Optional.empty()));
        assertThat(told).containsExactly("3 of 10 loss 1.2");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'progress': {'done': '3', 'total': 10}}",
                "{'progress': {'done': 2.7}}",
                "{'progress': {'dnoe': 3}}",
                "{'progress': {'note': 5}}",
                "{'progress': 5}"
            })
    void progressThatIsNotOfTheProtocolIsNotToldAndCostsNoLesson(String line) throws Exception {
        Checkpoint checkpoint = learn("""
                import json
                print(json.dumps(%s))
                print(json.dumps({"progress": {"done": 4}}))
                print(json.dumps({"checkpoint": "org/student-8b-r1"}))
                """.formatted(line), lesson(1, Optional.empty()));

        assertThat(checkpoint).isEqualTo(Checkpoint.served("org/student-8b-r1", Optional.empty()));
        assertThat(told).containsExactly("4 of 0 ");
    }

    @Test
    void aFolderOutsideOfTheOutputIsNoCheckpoint() throws Exception {
        Files.createDirectories(folder.resolve("elsewhere"));
        Lesson lesson = lesson(1, Optional.empty());

        assertThatThrownBy(() -> learn("print('{\"checkpoint\": \"elsewhere\"}')", lesson))
                .isInstanceOf(DidactException.Permanent.class)
                .hasMessageContaining("a folder outside of DIDACT_OUTPUT");
    }

    @Test
    void aProgramThatFailsOrLeavesNothingFailsTheLesson() throws Exception {
        Lesson lesson = lesson(1, Optional.empty());

        assertThatThrownBy(() -> learn("import sys; sys.exit('out of memory')", lesson))
                .isInstanceOf(DidactException.Permanent.class)
                .hasMessageContaining("ended with exit code 1; its last lines: out of memory");
        assertThatThrownBy(() -> learn("pass", lesson))
                .isInstanceOf(DidactException.Permanent.class)
                .hasMessageContaining("left no file in DIDACT_OUTPUT");
    }

    @Test
    void aProgramThatMissesItsDeadlineIsEnded() throws Exception {
        Python.script(folder, "learn.py", "import time; time.sleep(600)");
        Lesson lesson = lesson(1, Optional.empty());

        assertThatThrownBy(() -> learn(config(Duration.ofMillis(300), "python3", "learn.py"), lesson))
                .isInstanceOf(DidactException.Permanent.class)
                .hasMessageContaining("did not end within");
    }

    @Test
    void aProgramFindsTheLessonInTheFormsOfTrainers() throws Exception {
        Python.script(folder, "learn.py", """
                import json, os, sys
                train = json.loads(sys.stdin.readline())["learn"]["train"]
                assert train == os.environ["DIDACT_TRAIN"]
                lines = open(os.path.join(train, "alpaca", "train.jsonl")).read().splitlines()
                assert json.loads(lines[0]) == {"instruction": "Write.", "input": "", "output": "the salt dissolves"}
                print(json.dumps({"checkpoint": "learned-" + str(len(lines))}))
                """);
        var config = new LessonConfig(
                List.of("python3", "learn.py"),
                Map.of(),
                List.of(),
                Map.of(),
                List.of(),
                Duration.ofSeconds(60),
                List.of(TrainingFormat.ALPACA),
                0);

        assertThat(learn(config, lesson(1, Optional.empty())).reference()).isEqualTo("learned-1");
    }

    @Test
    void whatATrainerPrintedLastIsToldWhereverItPrintedIt() throws Exception {
        Lesson lesson = lesson(1, Optional.empty());

        assertThatThrownBy(() -> learn("import sys; print('CUDA out of memory'); sys.exit(3)", lesson))
                .isInstanceOf(DidactException.Permanent.class)
                .hasMessageContaining("ended with exit code 3")
                .hasMessageContaining("it printed last: CUDA out of memory");
    }

    @Test
    void aResultThatIsNotOfTheProtocolFailsTheLesson() throws Exception {
        Lesson lesson = lesson(1, Optional.empty());

        assertThatThrownBy(() -> learn("print('{\"checkpoint\": 5}')", lesson)).hasMessageContaining("checkpoint");
        assertThatThrownBy(() -> learn("print('{\"checkpoint\": \"a\", \"loss\": 1}')", lesson))
                .hasMessageContaining("loss");
    }

    @Test
    void aLessonThatIsStoppedEndsAllThatTheProgramStarted() throws Exception {
        Python.script(folder, "learn.py", """
                import subprocess
                worker = subprocess.Popen(["sleep", "600"])
                open("worker", "w").write(str(worker.pid) + "\\n")
                print('{"progress": {"note": "working"}}', flush=True)
                worker.wait()
                """);
        var working = new CountDownLatch(1);
        context = Contexts.at(folder, Map.of(), (_, _, _) -> working.countDown());
        Lesson lesson = lesson(1, Optional.empty());
        var failure = new CompletableFuture<Throwable>();
        Thread learning = Thread.ofPlatform()
                .start(() -> failure.complete(
                        catchThrowable(() -> learn(config(Duration.ofSeconds(60), "python3", "learn.py"), lesson))));
        working.await();

        learning.interrupt();

        assertThat(failure.get()).isInstanceOf(InterruptedException.class);
        long worker = Long.parseLong(Files.readString(folder.resolve("worker")).strip());
        Optional<ProcessHandle> left = ProcessHandle.of(worker);
        if (left.isPresent()) {
            left.get().onExit().get(30, TimeUnit.SECONDS);
        }
    }
}
