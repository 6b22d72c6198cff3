package dev.didact.shell.endtoend;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// The packed program in a process of its own, with a workspace of its own.
final class Didact {
    private static final Path DISTRIBUTION =
            Path.of(System.getProperty("didact.distribution", "target/didact")).toAbsolutePath();

    private final Path folder;
    private final Path workspace;

    /// @param folder where it is started
    /// @param workspace the name of its workspace in that folder
    Didact(Path folder, String workspace) {
        this.folder = folder;
        this.workspace = folder.resolve(workspace);
    }

    /// What the program did.
    record Outcome(int exit, List<String> out, List<String> err) {
        /// The output as one text.
        String text() {
            return String.join("\n", out);
        }
    }

    /// The recipe of the first run.
    static String firstRun() {
        return DISTRIBUTION.resolve("examples/first-run/recipe.yaml").toString();
    }

    /// The program that people start.
    static Path launcher() throws IOException {
        return DISTRIBUTION.resolve("bin/didact").toRealPath();
    }

    Path workspace() {
        return workspace;
    }

    /// Starts the program; what it prints is kept in two new files of the folder.
    Started start(String... arguments) throws IOException {
        Path out = Files.createTempFile(folder, "out", "");
        Path err = Files.createTempFile(folder, "err", "");
        Process process = builder(arguments)
                .redirectOutput(out.toFile())
                .redirectError(err.toFile())
                .start();
        process.getOutputStream().close();
        return new Started(process, out, err);
    }

    /// Starts the program for somebody who reads its output line by line; its messages are among them.
    Process follow(String... arguments) throws IOException {
        Process process = builder(arguments).redirectErrorStream(true).start();
        process.getOutputStream().close();
        return process;
    }

    private ProcessBuilder builder(String... arguments) {
        List<String> command = new ArrayList<>(
                List.of(DISTRIBUTION.resolve("bin/didact").toString(), "--workspace", workspace.toString()));
        command.addAll(List.of(arguments));
        var builder = new ProcessBuilder(command).directory(folder.toFile());
        builder.environment().put("DIDACT_JAVA", System.getProperty("java.home"));
        builder.environment().put("DIDACT_HOME", folder.resolve("home").toString());
        return builder;
    }

    /// Runs the program to its end.
    Outcome run(String... arguments) throws IOException, InterruptedException {
        return start(arguments).end();
    }

    /// The program under way.
    record Started(Process process, Path out, Path err) {
        Outcome end() throws IOException, InterruptedException {
            int exit = process.waitFor();
            return new Outcome(exit, Files.readAllLines(out), Files.readAllLines(err));
        }
    }
}
