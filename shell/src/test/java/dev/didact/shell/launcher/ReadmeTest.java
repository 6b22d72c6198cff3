package dev.didact.shell.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The transcripts of the README, line by line, on the distribution that was just packed. Only how long a run took is
/// not compared. With `-Ddidact.transcript=write` they are written anew.
///
/// What a student draws hangs on the bytes of the plugins' archives, and these on the compiler and the compression of
/// the machine that packs. So the README names the archives; with others only the first command is compared, and its
/// numbers are not.
@Tag("distribution")
@DisabledOnOs(OS.WINDOWS)
final class ReadmeTest {
    private static final Path ROOT = Path.of(System.getProperty("didact.root", ".."));
    private static final Path README = ROOT.resolve("README.md");
    private static final Pattern TRANSCRIPT = Pattern.compile("(?m)^```console\n(.*?)^```$", Pattern.DOTALL);
    private static final Pattern TOOK = Pattern.compile("(?m)\\d+ s$");

    /// The folder of the distribution, which is another one on each machine.
    private static final Pattern HERE = Pattern.compile("(?<= )/\\S*/examples/");

    private static final Pattern WRITTEN_WITH = Pattern.compile("<!-- written with (.*) -->");
    private static final List<String> PLUGINS = List.of("dev.didact.briefs", "dev.didact.student");

    @TempDir
    Path folder;

    static List<String> transcripts() throws IOException {
        List<String> found = new ArrayList<>();
        Matcher matcher = TRANSCRIPT.matcher(Files.readString(README));
        while (matcher.find()) {
            found.add(matcher.group(1));
        }
        return found;
    }

    @ParameterizedTest
    @MethodSource("transcripts")
    void aTranscriptIsWhatTheDistributionPrints(String transcript) throws Exception {
        assumeTrue(
                !transcript.contains("python3") || Distribution.onPath("python3"),
                "skipped: python3 is not on the PATH");
        Distribution distribution = new Distribution(folder);
        StringBuilder printed = new StringBuilder();
        for (String line :
                transcript.lines().filter(each -> each.startsWith("$ ")).toList()) {
            printed.append(line)
                    .append('\n')
                    .append(HERE.matcher(distribution.print(line.substring(2))).replaceAll("examples/"));
        }
        if (System.getProperty("didact.transcript", "compare").equals("write")) {
            String written = Files.readString(README).replace(transcript, printed);
            Files.writeString(
                    README, WRITTEN_WITH.matcher(written).replaceAll("<!-- written with " + archives() + " -->"));
        } else if (transcript.startsWith("$ ./didact try")
                && !Files.readString(README).contains(archives())) {
            assertThat(shape(printed.toString())).isEqualTo(shape(transcript));
        } else {
            assertThat(withoutTimes(printed.toString())).isEqualTo(withoutTimes(transcript));
        }
    }

    @Test
    void theProgramInTheReadmeIsTheOneInTheExamples() throws IOException {
        assertThat(Files.readString(README))
                .contains("```python\n" + Files.readString(ROOT.resolve("examples/process-lane/ends.py")) + "```");
    }

    /// The archives that a student's draws hang on, each by the beginning of its hash.
    private static String archives() throws IOException, NoSuchAlgorithmException {
        List<String> named = new ArrayList<>();
        for (String plugin : PLUGINS) {
            byte[] archive = Files.readAllBytes(Distribution.archive(plugin));
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(archive);
            named.add(plugin + " " + HexFormat.of().formatHex(hash, 0, 6));
        }
        return String.join(", ", named);
    }

    /// The first command and what it prints, without numbers and without the lines that some rounds have.
    private static List<String> shape(String transcript) {
        int second = transcript.indexOf("\n$ ", 1);
        return transcript
                .substring(0, second < 0 ? transcript.length() : second)
                .lines()
                .filter(line -> !line.startsWith("  alarm") && !line.startsWith("  not accepted by"))
                .map(line -> line.replaceAll("\\d+([.,]\\d+)?", "#"))
                .toList();
    }

    private static String withoutTimes(String transcript) {
        return TOOK.matcher(transcript).replaceAll("… s");
    }
}
