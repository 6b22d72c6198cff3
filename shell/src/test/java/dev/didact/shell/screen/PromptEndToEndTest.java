package dev.didact.shell.screen;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The prompt in a real terminal. Skipped, and said so, where there is no tmux.
final class PromptEndToEndTest {
    private static final int MOST_LOOKS = 3000;

    @TempDir
    Path folder = Path.of("");

    @BeforeEach
    void needsTmux() {
        boolean there = Arrays.stream(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
                .anyMatch(path -> Files.isExecutable(Path.of(path, "tmux")));
        assumeTrue(there, "tmux is not installed: the prompt was not tried in a terminal");
    }

    @AfterEach
    void endTerminal() throws IOException, InterruptedException {
        assertThat(tmux("kill-server")).isNotNull();
    }

    private String tmux(String... words) throws IOException, InterruptedException {
        List<String> command =
                new ArrayList<>(List.of("tmux", "-S", folder.resolve("socket").toString()));
        command.addAll(List.of(words));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        process.getOutputStream().close();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        return output;
    }

    private void start(String term) throws IOException, InterruptedException {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        Files.writeString(folder.resolve("endless.yaml"), "endless");
        String line = "cd '" + folder + "' && env HOME='" + folder + "' TERM=" + term + " '" + java
                + "' -XX:+UseSerialGC -XX:TieredStopAtLevel=1 --enable-native-access=ALL-UNNAMED -cp '"
                + System.getProperty("java.class.path") + "' dev.didact.shell.FakeShell; echo code=$?; cat";
        Path script = folder.resolve("start.sh");
        Files.writeString(script, line);
        String refused = session(script);
        if (!refused.isEmpty()) {
            refused = session(script);
        }
        assertThat(refused).isEmpty();
        assertThat(await("didact>")).isNotEmpty();
    }

    /// Starts the terminal; tmux now and then fails at that for no reason of ours, and says so.
    private String session(Path script) throws IOException, InterruptedException {
        return tmux("-f", "/dev/null", "new-session", "-d", "-x", "100", "-y", "30", "sh " + script);
    }

    private void type(String... keys) throws IOException, InterruptedException {
        List<String> words = new ArrayList<>(List.of("send-keys"));
        words.addAll(List.of(keys));
        assertThat(tmux(words.toArray(String[]::new))).isEmpty();
    }

    /// Looks at the screen until the text is there; each look is a process of its own, which is pause enough.
    private String await(String... texts) throws IOException, InterruptedException {
        return await(
                List.of(texts).toString(), screen -> List.of(texts).stream().allMatch(screen::contains));
    }

    /// Looks until the screen is as wanted: a single look may fall between two strokes of one repaint.
    private String await(String wanted, Predicate<String> shown) throws IOException, InterruptedException {
        String screen = "";
        for (int look = 0; look < MOST_LOOKS; look++) {
            screen = tmux("capture-pane", "-p");
            if (shown.test(screen)) {
                return screen;
            }
        }
        return fail("the screen never showed: " + wanted + "\n" + screen);
    }

    /// Waits until the editor reads keys again; before that a control key would go to nobody.
    private void awaitEmptyPrompt() throws IOException, InterruptedException {
        String screen = "";
        for (int look = 0; look < MOST_LOOKS && !screen.stripTrailing().endsWith("\ndidact>"); look++) {
            screen = tmux("capture-pane", "-p");
        }
        assertThat(screen.stripTrailing()).endsWith("\ndidact>");
    }

    private void leave() throws IOException, InterruptedException {
        awaitEmptyPrompt();
        type("exit", "Enter");
        assertThat(await("code=0")).isNotEmpty();
    }

    @Test
    void aLineIsCompletedRunAndLeft() throws IOException, InterruptedException {
        start("xterm-256color");
        type("hel", "Tab");
        assertThat(await("didact> help")).isNotEmpty();
        type("exi", "Tab");
        assertThat(await("didact> help exit")).isNotEmpty();
        type("Enter");
        assertThat(await("leave the shell")).contains("exit [CODE]");
        type("exit 5", "Enter");
        assertThat(await("code=5")).isNotEmpty();
    }

    @Test
    void anOpenQuoteAsksForMoreAndAnErrorHasItsCaret() throws IOException, InterruptedException {
        start("xterm-256color");
        type("hlp 'a", "Enter");
        assertThat(await("quote>")).isNotEmpty();
        type("b'", "Enter");
        assertThat(await("did you mean", "  hlp 'a\n  ^^^\n")).isNotEmpty();
        leave();
    }

    @Test
    void interruptClearsTheLineAndNeverLeaves() throws IOException, InterruptedException {
        start("xterm-256color");
        type("half typed", "C-c");
        type("C-c", "C-c");
        assertThat(await("Ctrl-D or exit")).isNotEmpty();
        type("help exit", "Enter");
        assertThat(await("leave the shell")).isNotEmpty();
        leave();
    }

    @Test
    void aDumbTerminalSeesNoEscapes() throws IOException, InterruptedException {
        start("dumb");
        type("help exit", "Enter");
        assertThat(await("leave the shell")).doesNotContain("[1m");
        leave();
    }

    @Test
    void anEntryOfTwoLinesIsRecalledAsOne() throws IOException, InterruptedException {
        start("xterm-256color");
        type("help \\", "Enter");
        assertThat(await("line>")).isNotEmpty();
        type("exit", "Enter");
        assertThat(await("leave the shell")).isNotEmpty();
        awaitEmptyPrompt();
        type("C-l");
        type("C-p");
        assertThat(await(
                        "the entry alone",
                        screen -> screen.contains("line> exit") && !screen.contains("leave the shell")))
                .isNotEmpty();
        type("Enter");
        assertThat(await("leave the shell")).isNotEmpty();
        leave();
        assertThat(Files.readAllLines(folder.resolve(".local/state/didact/history")))
                .hasSize(2);
    }

    @Test
    void aRunGoesOnWhileALineIsTypedAndStopsOnInterrupt() throws IOException, InterruptedException {
        start("xterm-256color");
        type("run endless.yaml", "Enter");
        assertThat(await("generate", "held-out")).isNotEmpty();
        type("explain E1");
        assertThat(await("didact> explain E1")).isNotEmpty();
        // Samples go on being printed above; what is typed stays whole, and there is one prompt.
        assertThat(await("1/40")).isNotEmpty();
        assertThat(await(
                        "what is typed, whole and once",
                        screen -> screen.contains("didact> explain E1")
                                && screen.indexOf("explain E1") == screen.lastIndexOf("explain E1")))
                .contains("generate");
        type("03", "Enter");
        assertThat(await("exit code  2", "a value has the wrong type")).isNotEmpty();
        type("C-c");
        assertThat(await("resume 1 goes on", "run 1 stopped")).isNotEmpty();
        awaitEmptyPrompt();
        leave();
    }
}
