package dev.didact.shell.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// The Maven that runs this build, on an empty local repository of its own. What Didact does not bring itself comes
/// from the files that this build was made of, as if they were a server.
final class Maven {
    private static final String HOME = System.getProperty("didact.maven", "");
    private static final Path DOWNLOADED = Path.of(System.getProperty("didact.maven.repository", ""));
    private static final long LONGEST_MINUTES = 10;

    private final Path local;
    private final Path settings;

    /// @param folder an empty folder for its local repository
    Maven(Path folder) throws IOException {
        local = folder.resolve("repository");
        String central = "<id>central</id><url>" + DOWNLOADED.toUri() + "</url>"
                + "<releases><checksumPolicy>ignore</checksumPolicy></releases>";
        settings = Files.writeString(
                folder.resolve("settings.xml"),
                "<settings><localRepository>" + local + "</localRepository><profiles><profile>"
                        + "<id>downloaded</id><repositories><repository>" + central + "</repository></repositories>"
                        + "<pluginRepositories><pluginRepository>" + central
                        + "</pluginRepository></pluginRepositories>"
                        + "</profile></profiles>"
                        + "<activeProfiles><activeProfile>downloaded</activeProfile></activeProfiles></settings>");
    }

    /// Skips the test where no Maven is known, as in an editor.
    static void assumeThere() {
        assumeTrue(
                Files.isExecutable(Path.of(HOME, "bin", "mvn")) && Files.isDirectory(DOWNLOADED),
                "this build was not started by Maven: no new plugin was built");
    }

    /// Puts files into the local repository that have the names of Didact's own and are none, as an earlier build of
    /// the same version may have left them.
    void holdsWhatIsNoDidact(String version) throws IOException {
        for (String artifact : List.of("parent", "plugin-parent", "processor", "api", "engine", "testkit")) {
            Path folder = local.resolve("dev/didact/didact-" + artifact + "/" + version);
            for (String ending : List.of("pom", "jar")) {
                Files.createDirectories(folder);
                Files.writeString(
                        folder.resolve("didact-" + artifact + "-" + version + "." + ending), "something else");
            }
        }
    }

    /// Writes a program that is this Maven.
    void command(Path file) throws IOException {
        Files.writeString(file, "#!/bin/sh\nexec " + Path.of(HOME, "bin", "mvn") + " -s " + settings + " \"$@\"\n");
        assertThat(file.toFile().setExecutable(true)).isTrue();
    }

    /// Builds a project offline.
    void run(Path project, String... arguments) throws IOException, InterruptedException {
        List<String> command =
                new ArrayList<>(List.of(Path.of(HOME, "bin", "mvn").toString(), "-o", "-q", "-s", settings.toString()));
        command.addAll(List.of(arguments));
        Path log = project.resolveSibling(project.getFileName() + ".log");
        var builder = new ProcessBuilder(command)
                .directory(project.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile());
        // Those of the build that runs this test.
        builder.environment().keySet().removeIf(name -> name.startsWith("MAVEN_") && !name.equals("MAVEN_OPTS"));
        Process process = builder.start();
        process.getOutputStream().close();
        if (!process.waitFor(LONGEST_MINUTES, TimeUnit.MINUTES)) {
            process.destroyForcibly();
            throw new IOException("Maven hangs in " + project);
        }
        assertThat(process.exitValue()).as(Files.readString(log)).isZero();
    }
}
