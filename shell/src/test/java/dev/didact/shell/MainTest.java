package dev.didact.shell;

import static org.assertj.core.api.Assertions.assertThat;

import dev.didact.shell.command.Commands;
import dev.didact.shell.command.FakeWorkspace;
import dev.didact.shell.language.CommandSpec;
import dev.didact.shell.language.Lexer;
import dev.didact.shell.language.Parser;
import dev.didact.shell.language.SourceText;
import dev.didact.shell.output.Environment;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The program without a terminal: every way in, every way out.
final class MainTest {

    @TempDir
    Path folder = Path.of("");

    record Ended(int code, String out, String err) {}

    private Ended run(String input, String... args) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        int code = run(input, out, err, args);
        return new Ended(code, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }

    private int run(String input, OutputStream out, OutputStream err, String... args) {
        Environment environment = new Environment(Map.of(), folder, Optional.empty(), false, false, false);
        ByteArrayInputStream in = new ByteArrayInputStream(input.getBytes(StandardCharsets.ISO_8859_1));
        return Main.run(List.of(args), in, out, err, environment, settings -> new FakeWorkspace(settings.folder()));
    }

    @Test
    void everyWayInGivesTheSameBytes() throws IOException {
        Files.writeString(folder.resolve("a.didact"), "#!/usr/bin/env didact\nhelp exit # one verb\n");
        Ended words = run("", "help", "exit");
        assertThat(words.code()).isZero();
        assertThat(words.out()).startsWith("exit [CODE]\n");
        assertThat(run("", "-c", "help exit")).isEqualTo(words);
        assertThat(run("help exit")).isEqualTo(words);
        assertThat(run("help exit\n", "-")).isEqualTo(words);
        assertThat(run("", "a.didact")).isEqualTo(words);
    }

    @Test
    void codeThatInterruptsEveryThreadItFindsIsNotTakenForThePersonAtCtrlC() {
        Thread waiting = Thread.currentThread();
        var interrupted = new AtomicBoolean();
        var out = new ByteArrayOutputStream();
        Environment environment = new Environment(Map.of(), folder, Optional.empty(), false, false, false);
        int code = Main.run(List.of("runs"), new ByteArrayInputStream(new byte[0]), out, out, environment, settings -> {
            Thread working = Thread.currentThread();
            Thread.getAllStackTraces().keySet().stream()
                    .filter(thread -> thread.equals(waiting) || thread.equals(working))
                    .forEach(Thread::interrupt);
            interrupted.set(working.isInterrupted());
            return new FakeWorkspace(settings.folder());
        });
        assertThat(interrupted).isFalse();
        assertThat(code).isZero();
        assertThat(Thread.interrupted()).isFalse();
    }

    @Test
    void whatNobodyExpectedIsInTheLogWithItsStackTrace() throws IOException {
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        Environment environment = new Environment(Map.of(), folder, Optional.empty(), false, false, false);
        int code = Main.run(
                List.of("runs"),
                new ByteArrayInputStream(new byte[0]),
                new ByteArrayOutputStream(),
                err,
                environment,
                settings -> {
                    throw new IllegalStateException("the floor is gone");
                });
        assertThat(code).isEqualTo(1);
        assertThat(err.toString(StandardCharsets.UTF_8))
                .contains("the floor is gone; details in .didact/didact.log")
                .doesNotContain("\tat ");
        assertThat(Files.readString(folder.resolve(".didact/didact.log")))
                .contains(
                        "ERROR [main] [host]",
                        "IllegalStateException: the floor is gone",
                        "\tat dev.didact.shell.Main");
    }

    @Test
    void whoOnlyLooksMakesNoLog() throws IOException {
        assertThat(run("", "-c", "exit").code()).isZero();
        assertThat(run("", "-c", "runs; nonsense").code()).isEqualTo(2);
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void globalOptionsMayStandBeforeOrInside() {
        Ended json = run("", "help", "-o", "json");
        assertThat(json.out()).startsWith("[{\"verb\":");
        assertThat(run("", "-o", "json", "help")).isEqualTo(json);
        assertThat(run("", "-o", "json", "-c", "help")).isEqualTo(json);
        assertThat(run("help", "-o=json")).isEqualTo(json);
        assertThat(run("", "-c", "help -o json")).isEqualTo(json);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "exit | 0",
                "exit 3 | 3",
                "hlp | 2",
                "help exti | 2",
                "exit banana | 2",
                "exit 3; hlp | 3",
                "hlp; exit 0 | 2"
            })
    void theExitCodeIsThatOfTheFirstErrorOrOfExit(String line, int code) throws IOException {
        Files.writeString(folder.resolve("a.didact"), line.replace(';', '\n'));
        Ended ended = run("", "-c", line);
        assertThat(ended.code()).isEqualTo(code);
        assertThat(ended.err().isEmpty()).as("every other code says why").isEqualTo(code == 0);
        assertThat(run("", "a.didact").code()).isEqualTo(code);
        assertThat(run(line.replace(';', '\n')).code()).isEqualTo(code);
    }

    @Test
    void theFirstErrorEndsAScriptWithItsPlace() throws IOException {
        Files.writeString(folder.resolve("a.didact"), "help exit\n\n  hlp exit\nhelp\n");
        Ended ended = run("", "a.didact");
        assertThat(ended.code()).isEqualTo(2);
        assertThat(ended.out()).isEqualTo(run("", "help", "exit").out());
        assertThat(ended.err()).isEqualTo("""
                error: a.didact:3:3: no verb 'hlp'
                    hlp exit
                    ^^^
                  did you mean 'help'?
                """);
    }

    @Test
    void aStatementMayRunOverSeveralLines() {
        assertThat(run("help \\\n exit\nexit 7\n").code()).isEqualTo(7);
        assertThat(run("help 'exit").err()).contains("is not closed");
    }

    @Test
    void forProgramsTheLastLineOfTheErrorIsJson() {
        Ended ended = run("", "hlp", "-o", "jsonl");
        assertThat(ended.err().lines().toList().getLast())
                .isEqualTo("{\"error\":\"E101\",\"message\":\"no verb 'hlp'\",\"line\":1,\"column\":1,\"length\":3,"
                        + "\"suggestions\":[\"help\"]}");
    }

    @Test
    void aReaderThatWentAwayEndsTheProgramQuietly() {
        OutputStream closed = new OutputStream() {
            @Override
            public void write(int unit) throws IOException {
                throw new IOException("Broken pipe");
            }
        };
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        assertThat(run("", closed, err, "help")).isZero();
        assertThat(err.size()).isZero();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "-c",
                "-o banana",
                "--nope",
                "a.didact b.didact",
                "-c help a.didact",
                "missing.didact",
                "--threads 0"
            })
    void aWrongCommandLineIsAUsageError(String line) {
        Ended ended = run("", line.split(" "));
        assertThat(ended.code()).isEqualTo(2);
        assertThat(ended.out()).isEmpty();
        assertThat(ended.err()).startsWith("error: ").doesNotContain("Exception");
    }

    @Test
    void aBinaryScriptIsAUsageError() {
        Ended ended = run("help\n\u00ff\u00fe\u0000");
        assertThat(ended.code()).isEqualTo(2);
        assertThat(ended.err()).contains("is not UTF-8 text");
    }

    @Test
    void everyVerbHasAnExampleThatParses() {
        for (String verb : Commands.VERBS.names()) {
            CommandSpec spec = Commands.VERBS.spec(verb).orElseThrow();
            assertThat(spec.name()).isEqualTo(verb);
            assertThat(spec.doc()).isNotBlank();
            Lexer.statements(SourceText.typed(spec.example()))
                    .forEach(statement -> Parser.parse(Commands.VERBS, statement));
            assertThat(run("", "help", verb).code()).isZero();
        }
    }
}
