package dev.didact.engine.internal.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.didact.api.DidactException;
import dev.didact.api.Fault;
import dev.didact.engine.Contexts;
import dev.didact.engine.KnownSecrets;
import dev.didact.engine.OpenContext;
import dev.didact.engine.internal.host.PluginFault;
import dev.didact.engine.internal.plugin.LineLogger;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.Logger;
import org.slf4j.event.Level;
import org.slf4j.helpers.NOPLogger;

/// What a program can do wrong costs what it was asked, and nothing else.
class ConversationTest {
    @TempDir
    Path folder;

    @BeforeEach
    void python() {
        Python.isNeeded();
    }

    /// A program that answers `word` with the word that it was asked, but for what this Python does, in which `word` is
    /// that word. It notes each of its starts. The deadline is for an answer; to start it has a minute.
    private Conversation program(Duration deadline, String misdeed) throws DidactException {
        return program(deadline, misdeed, "test", NOPLogger.NOP_LOGGER);
    }

    /// @param kind what the program is told that it is
    /// @param log hears what it writes to standard error
    private Conversation program(Duration deadline, String misdeed, String kind, Logger log) throws DidactException {
        Python.script(folder, "echo.py", """
                import json, os, subprocess, sys, time
                open("starts", "a").write("x")
                for line in sys.stdin:
                    m = json.loads(line)
                    if "open" in m:
                        print(json.dumps({"ready": {}}), flush=True)
                    elif "echo" in m:
                        word = m["echo"]["word"]
                        %s
                        print(json.dumps({"id": m["id"], "done": {"word": word}}), flush=True)
                """.formatted(misdeed));
        return Conversation.open(
                new Program(
                        "program 'python3 echo.py'",
                        List.of("python3", "echo.py"),
                        Map.of(),
                        folder,
                        Optional.empty(),
                        log),
                JsonLines.object().put("didact", 1).put("open", kind),
                said -> said.only("ready"),
                Optional.empty(),
                new Conversation.Deadlines(Duration.ofSeconds(60), deadline));
    }

    private static String echo(Conversation program, String word) throws InterruptedException {
        return program.ask("echo", JsonLines.object().put("word", word)).done().text("word");
    }

    private long starts() throws IOException {
        return Files.size(folder.resolve("starts"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "print('out of paper', file=sys.stderr); sys.exit(3)          | PLUGIN_THREW   | ended with exit code 3; its last lines: out of paper",
                "os.kill(os.getpid(), 9)                                      | PLUGIN_THREW   | ended with exit code 137; it wrote nothing to standard error",
                "print('hello', flush=True)                                   | UNPARSEABLE    | wrote a line that is not a JSON object: 'hello'",
                "print('{\"id\": NaN}', flush=True)                           | UNPARSEABLE    | wrote an object that is not JSON: Non-standard token 'NaN': '{",
                "print('{\"id\": 1, \"id\": 2}', flush=True)                  | UNPARSEABLE    | wrote an object that is not JSON: Duplicate Object property \"id\": '{",
                "print('[1]', flush=True)                                     | UNPARSEABLE    | wrote a line that is not a JSON object: '[1]'",
                "print(json.dumps({'id': 99, 'done': {}}), flush=True)        | UNPARSEABLE    | answered id 99, which it was not asked",
                "print(json.dumps({'id': '2', 'done': {}}), flush=True)       | UNPARSEABLE    | answered id \"2\", which it was not asked",
                "os.close(1); time.sleep(600)                                 | PLUGIN_THREW   | closed its standard output",
                "sys.stdout.write('a' * (20 << 20)); sys.stdout.flush()       | BODY_TOO_LARGE | was ended: it wrote a line that is longer than 16 MB"
            })
    void aProcessThatFailsCostsOnlyWhatItWasAsked(String misdeed, Fault.Kind kind, String message) throws Exception {
        try (var program = program(Duration.ofSeconds(60), "if word == 'break': " + misdeed)) {
            assertThat(echo(program, "before")).isEqualTo("before");

            Fault fault = Given.fault(() -> echo(program, "break"));

            assertThat(fault.kind()).isEqualTo(kind);
            assertThat(fault.message()).contains("program 'python3 echo.py' " + message);
            assertThat(echo(program, "after")).isEqualTo("after");
            assertThat(starts()).isEqualTo(3);
        }
    }

    @Test
    void aProcessThatReadsNoMoreIsFoundAtTheNextQuestionWhichAnotherOneIsAsked() throws Exception {
        try (var program = program(Duration.ofSeconds(60), """
                if word == 'deaf':
                            os.close(0)
                            print(json.dumps({"id": m["id"], "done": {"word": word}}), flush=True)
                            time.sleep(600)""")) {
            assertThat(echo(program, "deaf")).isEqualTo("deaf");
            assertThat(echo(program, "after")).isEqualTo("after");
            assertThat(starts()).isEqualTo(2);
        }
    }

    @Test
    void aProgramThatReadsNothingAfterItsStartIsNamed() throws Exception {
        Python.script(folder, "deaf.py", """
                import os, sys, time
                sys.stdin.readline()
                os.close(0)
                print('{"ready": {}}', flush=True)
                time.sleep(600)
                """);
        var deaf = new Program(
                "program 'python3 deaf.py'",
                List.of("python3", "deaf.py"),
                Map.of(),
                folder,
                Optional.empty(),
                NOPLogger.NOP_LOGGER);
        try (var program = Conversation.open(
                deaf,
                JsonLines.object().put("didact", 1).put("open", "deaf"),
                said -> said.only("ready"),
                Optional.empty(),
                new Conversation.Deadlines(Duration.ofSeconds(60), Duration.ofSeconds(60)))) {
            Fault fault = Given.fault(() -> echo(program, "anything"));

            assertThat(fault.kind()).isEqualTo(Fault.Kind.PLUGIN_THREW);
            assertThat(fault.message())
                    .contains("closed its standard input, so that it can be asked nothing more; it must read until");
        }
    }

    @Test
    void aCrashByChanceCostsNothing() throws Exception {
        try (var program = program(Duration.ofSeconds(60), """
                if word == 'break' and not os.path.exists('crashed'):
                            open('crashed', 'w').close()
                            sys.exit(3)""")) {
            assertThat(echo(program, "break")).isEqualTo("break");
            assertThat(starts()).isEqualTo(2);
        }
    }

    @Test
    void aMissedDeadlineEndsAllThatTheProgramStarted() throws Exception {
        try (var program = program(Duration.ofMillis(1500), """
                if word == 'hang':
                            child = subprocess.Popen(["sh", "-c", "sleep 600 & echo $! > grandchild; wait"])
                            while not os.path.exists("grandchild") or not open("grandchild").read(): time.sleep(0.01)
                            open("child", "w").write(str(child.pid))
                            time.sleep(600)""")) {
            Fault fault = Given.fault(() -> echo(program, "hang"));

            assertThat(fault.kind()).isEqualTo(Fault.Kind.TIMEOUT);
            assertThat(fault.message()).contains("did not answer within 1500 ms and was ended");
            assertEnds("child");
            assertEnds("grandchild");
            assertThat(echo(program, "after")).isEqualTo("after");
        }
    }

    /// The process whose id is in a file ends, within the time that a test may take.
    private void assertEnds(String file) throws IOException {
        long pid = Long.parseLong(Files.readString(folder.resolve(file)).strip());
        ProcessHandle.of(pid).ifPresent(handle -> assertThat(handle.onExit()).succeedsWithin(Duration.ofSeconds(20)));
        assertThat(ProcessHandle.of(pid).filter(ProcessHandle::isAlive)).isEmpty();
    }

    @Test
    void whatAProgramStartedEndsWhenTheProgramIsClosed() throws Exception {
        try (var program = program(
                Duration.ofSeconds(60),
                "open('child', 'w').write(str(subprocess.Popen(['sleep', '600'], env={}).pid))")) {
            assertThat(echo(program, "any")).isEqualTo("any");
        }
        assertEnds("child");
    }

    /// A process whose parent has ended is outside of the tree. The deadline is below the time after which standard
    /// output counts as closed in any case.
    @Test
    void aProgramThatEndsTakesWithItWhatHoldsItsOutputAndHangsOnItNoMore() throws Exception {
        assumeTrue(Files.isDirectory(Path.of("/proc")), "variables of processes are not shown here");
        try (var program = program(Duration.ofSeconds(60), """
                if word == 'break':
                            subprocess.run(["sh", "-c", "sleep 600 & echo $! > orphan"])
                            sys.exit(3)""")) {
            Fault fault = Given.fault(() -> echo(program, "break"));

            assertThat(fault.message()).contains("ended with exit code 3");
            assertEnds("orphan");
        }
    }

    @Test
    void theEndOfAProgramIsNoticedThoughItsOutputStaysOpen() throws Exception {
        try (var program = program(Duration.ofSeconds(8), """
                if word == 'break':
                            subprocess.run(["sh", "-c", "sleep 30 &"], env={"PATH": os.environ["PATH"]})
                            sys.exit(3)""")) {
            Fault fault = Given.fault(() -> echo(program, "break"));

            assertThat(fault.kind()).isEqualTo(Fault.Kind.PLUGIN_THREW);
            assertThat(fault.message()).contains("ended with exit code 3");
        }
    }

    @Test
    void conversationsWithOneProgramGiveItUpTogether() throws Exception {
        String misdeed = "if word == 'break': sys.exit(3)";
        try (var one = program(Duration.ofSeconds(60), misdeed);
                var another = program(Duration.ofSeconds(60), misdeed);
                var other = program(Duration.ofSeconds(60), misdeed, "other", NOPLogger.NOP_LOGGER)) {
            for (Conversation program : List.of(one, another, one, another, one)) {
                assertThat(Given.fault(() -> echo(program, "break")).kind()).isEqualTo(Fault.Kind.PLUGIN_THREW);
            }
            long starts = starts();

            for (Conversation program : List.of(one, another)) {
                assertThat(Given.fault(() -> echo(program, "any")).kind()).isEqualTo(Fault.Kind.PLUGIN_QUARANTINED);
            }
            assertThat(Given.fault(() -> program(Duration.ofSeconds(60), misdeed))
                            .kind())
                    .isEqualTo(Fault.Kind.PLUGIN_QUARANTINED);
            assertThat(starts()).isEqualTo(starts);
            assertThat(echo(other, "any")).isEqualTo("any");
        }
        try (var anew = program(Duration.ofSeconds(60), misdeed)) {
            assertThat(echo(anew, "any")).isEqualTo("any");
        }
    }

    @Test
    void aSecretOfDigitsLeavesNumbersAsTheyAre() throws Exception {
        KnownSecrets.add("7392051846120935");
        String answer = "print(json.dumps({'id': m['id'], 'done': {'number': 17392051846120935,"
                + " 'word': 'it is 7392051846120935'}}), flush=True); continue";
        try (var program = program(Duration.ofSeconds(60), answer)) {
            Told done =
                    program.ask("echo", JsonLines.object().put("word", "any")).done();

            assertThat(done.count("number")).hasValue(17392051846120935L);
            assertThat(done.text("word")).isEqualTo("it is ***");
            assertThat(done.line()).doesNotContain("7392051846120935");
        }
    }

    /// A line comes in pieces of 8,192 bytes.
    @ParameterizedTest
    @ValueSource(ints = {8180, 8189, 8191, 8192})
    void aSecretIsMaskedWhereverALongLineIsCut(int before) throws Exception {
        KnownSecrets.add("ключ-к-двери");
        String misdeed = "print('x' * " + before + " + 'ключ-к-двери', file=sys.stderr, flush=True)";
        List<String> logged = new CopyOnWriteArrayList<>();
        var log = new LineLogger("test", Level.INFO, logged::add);
        try (var program = program(
                Duration.ofSeconds(60),
                "sys.stderr.reconfigure(encoding='utf-8'); " + misdeed + "; sys.exit(3)",
                "test",
                log)) {
            assertThat(Given.fault(() -> echo(program, "any")).message()).doesNotContain("ключ", "двери");
        }
        String all = String.join("", logged).replaceAll("[^x*а-я-]", "");
        assertThat(all).isEqualTo("x".repeat(before) + "***" + "x".repeat(before) + "***");
    }

    @Test
    void aLogThatFailsDoesNotKeepAProgramFromWriting() throws Exception {
        var log = new LineLogger("test", Level.INFO, _ -> {
            throw new IllegalStateException("the disk is full");
        });
        try (var program =
                program(Duration.ofSeconds(20), "print('x' * 1_000_000, file=sys.stderr, flush=True)", "test", log)) {
            assertThat(echo(program, "any")).isEqualTo("any");
        }
    }

    @Test
    void aProgramThatNeverAnswersOneQuestionLosesThatOneAlone() throws Exception {
        try (var program = program(Duration.ofSeconds(1), "if word == '3': continue")) {
            program.atOnce(8);
            assertThat(together(program)).containsExactly("0", "1", "2", "TIMEOUT", "4", "5", "6", "7");
        }
    }

    @Test
    void whatWasAskedTogetherWithAFatalQuestionIsAnswered() throws Exception {
        try (var program = program(Duration.ofSeconds(60), "if word == '3': sys.exit(3)")) {
            program.atOnce(8);
            assertThat(together(program)).containsExactly("0", "1", "2", "PLUGIN_THREW", "4", "5", "6", "7");
        }
    }

    /// What eight threads that ask at once are answered.
    private static List<String> together(Conversation program) throws Exception {
        List<Callable<String>> asking = IntStream.range(0, 8)
                .<Callable<String>>mapToObj(i -> () -> {
                    try {
                        return echo(program, Integer.toString(i));
                    } catch (PluginFault e) {
                        return e.fault().kind().name();
                    }
                })
                .toList();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var answers = new ArrayList<String>();
            for (Future<String> answer : threads.invokeAll(asking)) {
                answers.add(answer.get());
            }
            return answers;
        }
    }

    @Test
    void answersMayComeInAnyOrder() throws Exception {
        Python.script(folder, "echo.py", """
                import json, sys
                held = []
                for line in sys.stdin:
                    m = json.loads(line)
                    if "open" in m:
                        print(json.dumps({"ready": {}}), flush=True)
                    elif "echo" in m:
                        held.append(m)
                        if len(held) == 8:
                            for m in reversed(held):
                                print(json.dumps({"id": m["id"], "done": m["echo"]}), flush=True)
                """);
        var config = Given.config(Duration.ofSeconds(60), "python3", "echo.py");
        try (var program = Conversation.open("test", config, Contexts.at(folder), Map.of(), Told::only)) {
            program.atOnce(8);
            assertThat(together(program)).containsExactly("0", "1", "2", "3", "4", "5", "6", "7");
        }
    }

    @Test
    void aProgramThatAlwaysFailsIsGivenUp() throws Exception {
        try (var program = program(Duration.ofSeconds(60), "print('no paper', file=sys.stderr); sys.exit(3)")) {
            for (int i = 0; i < 5; i++) {
                assertThat(Given.fault(() -> echo(program, "any")).kind()).isEqualTo(Fault.Kind.PLUGIN_THREW);
            }
            long starts = starts();
            Fault fault = Given.fault(() -> echo(program, "any"));

            assertThat(fault.kind()).isEqualTo(Fault.Kind.PLUGIN_QUARANTINED);
            assertThat(fault.message())
                    .contains(
                            "is not asked any more in this run, because it failed 5 times in a row",
                            "its last lines: no paper");
            assertThat(starts).isEqualTo(10);
            assertThat(starts()).isEqualTo(starts);
        }
    }

    @Test
    void aProgramThatCannotStartAgainIsGivenUp() throws Exception {
        try (var program = program(Duration.ofSeconds(60), "os.remove('echo.py'); sys.exit(3)")) {
            for (int i = 0; i < 5; i++) {
                assertThat(Given.fault(() -> echo(program, "any")).kind()).isEqualTo(Fault.Kind.PLUGIN_THREW);
            }
            assertThat(Given.fault(() -> echo(program, "any")).kind()).isEqualTo(Fault.Kind.PLUGIN_QUARANTINED);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{'id': m['id']}                                                      | it must hold one of done, fault and holds none; its line: {\"id\": 1}",
                "{'id': m['id'], 'done': {}, 'fault': {}}                             | it must hold one of done, fault and holds done, fault; its line: ",
                "{'id': m['id'], 'done': {'word': 5}}                                 | 'done.word' must be a text but is 5; its line: {",
                "{'id': m['id'], 'done': {}, 'also': 1}                               | 'also' is not of the protocol",
                "{'id': m['id'], 'fault': {'kind': 'permanent', 'message': 'no page'}} | gave up: no page"
            })
    void aWrongAnswerIsAFaultThatShowsTheLineAndTheProcessGoesOn(String answer, String message) throws Exception {
        String misdeed = "if word == 'break': print(json.dumps(" + answer + "), flush=True); continue";
        try (var program = program(Duration.ofSeconds(60), misdeed)) {
            assertThat(Given.fault(() -> echo(program, "break")).message()).contains(message);
            assertThat(echo(program, "after")).isEqualTo("after");
            assertThat(starts()).isEqualTo(1);
        }
    }

    @Test
    void aProgramThatCannotWorkIsKnownWhenItIsOpened() {
        Python.script(folder, "loud.py", "print('{\"ready\":{\"loud\":1}}', flush=True)\ninput()\n");
        var context = Contexts.at(folder);
        assertThatThrownBy(() -> open(context, "no-such-program", "x"))
                .isInstanceOf(DidactException.Unavailable.class)
                .hasMessageContainingAll(
                        "program 'no-such-program x' cannot be started", "install it, or change 'command'");
        assertThatThrownBy(() -> open(context, "python3", "missing.py"))
                .isInstanceOf(DidactException.Unavailable.class)
                .hasMessageContainingAll("ended with exit code 2", "missing.py");
        assertThatThrownBy(() -> open(context, "python3", "loud.py"))
                .isInstanceOf(DidactException.Unavailable.class)
                .hasMessageContaining("'ready.loud' is not of the protocol");
    }

    private static Conversation open(OpenContext context, String... command) throws DidactException {
        return Conversation.open("test", Given.config(Duration.ofSeconds(60), command), context, Map.of(), Told::only);
    }
}
