package dev.didact.shell.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/// The way from nothing to a rubric of one's own, as `core/docs/authoring.md` shows it, line by line on the
/// distribution that was just packed. Only hashes and how long something took are not compared. With
/// `-Ddidact.transcript=write` the page is written anew.
@Tag("distribution")
@DisabledOnOs(OS.WINDOWS)
@Timeout(value = 15, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class AuthoringGuideTest {
    private static final Path GUIDE =
            Path.of(System.getProperty("didact.root", "..")).resolve("core/docs/authoring.md");
    private static final Pattern TRANSCRIPT = Pattern.compile("(?m)^```console\n(.*?)^```$", Pattern.DOTALL);
    private static final Pattern VARYING = Pattern.compile("(?m)[0-9a-f]{64}|\\d+(?= s$)");
    /// What a JDK that is newer than Maven says of Maven's own libraries.
    private static final Pattern OF_MAVEN = Pattern.compile("(?m)^WARNING: .*\n");

    private static final int MOST_COMMANDS = 10;

    @TempDir
    Path folder;

    @Test
    void itsCommandsPrintWhatThePageSays() throws Exception {
        Maven.assumeThere();
        Path home = Files.createDirectories(folder.resolve("home"));
        Path tools = Files.createDirectories(folder.resolve("tools"));
        new Maven(home).command(tools.resolve("mvn"));
        Path here = Files.createDirectories(folder.resolve("here"));
        Files.createSymbolicLink(here.resolve("didact"), Didact.launcher());

        Matcher page = TRANSCRIPT.matcher(Files.readString(GUIDE));
        assertThat(page.find()).isTrue();
        String transcript = page.group(1);
        List<String> commands =
                transcript.lines().filter(line -> line.startsWith("$ ")).toList();
        assertThat(commands).hasSizeLessThan(MOST_COMMANDS);
        StringBuilder printed = new StringBuilder();
        for (String command : commands) {
            printed.append(command).append('\n').append(print(command.substring(2), here, home, tools));
        }
        if (System.getProperty("didact.transcript", "compare").equals("write")) {
            Files.writeString(GUIDE, Files.readString(GUIDE).replace(transcript, same(printed.toString())));
        }
        assertThat(same(printed.toString())).isEqualTo(same(transcript));
    }

    private String print(String line, Path here, Path home, Path tools) throws IOException, InterruptedException {
        Path output = folder.resolve("output");
        ProcessBuilder builder = new ProcessBuilder("sh", "-c", line)
                .directory(here.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile());
        builder.environment().keySet().removeIf(name -> name.matches("(DIDACT|XDG|MAVEN)_.*|COLUMNS"));
        builder.environment().put("HOME", home.toString());
        builder.environment().put("DIDACT_JAVA", System.getProperty("java.home"));
        builder.environment().put("PATH", tools + File.pathSeparator + System.getenv("PATH"));
        Process process = builder.start();
        process.getOutputStream().close();
        process.waitFor();
        return Files.readString(output).replaceAll("\u001b\\[[0-9;]*m", "");
    }

    private static String same(String transcript) {
        return VARYING.matcher(OF_MAVEN.matcher(transcript).replaceAll("")).replaceAll("…");
    }
}
