package dev.didact.shell.launcher;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/// A pretended machine in a temporary folder: its own PATH, its own usual folders of Java, and Java folders whose
/// `java` only says that it ran. The launchers on it are the real ones; only the absolute folders they look into are
/// moved.
final class Machine {

    /// What a script did.
    record Outcome(int exit, List<String> out, List<String> err) {}

    private static final Path ROOT =
            Path.of(System.getProperty("didact.root", "..")).toAbsolutePath().normalize();
    private static final List<String> TOOLS =
            List.of("sh", "readlink", "sed", "cat", "mkdir", "cp", "chmod", "rm", "sleep");

    private final Path folder;
    private final Map<String, String> environment = new LinkedHashMap<>();

    Machine(Path folder) throws IOException {
        this.folder = folder.toRealPath();
        Path tools = Files.createDirectories(path("tools"));
        for (String tool : TOOLS) {
            script(tools.resolve(tool), "exec " + find(tool) + " \"$@\"");
        }
        environment.put("PATH", tools.toString());
        environment.put("HOME", Files.createDirectories(path("home")).toString());
    }

    Path path(String relative) {
        return folder.resolve(relative);
    }

    void set(String name, Object value) {
        environment.put(name, value.toString());
    }

    void unset(String name) {
        environment.remove(name);
    }

    /// A Java folder of the given version.
    Path java(String relative, String version) throws IOException {
        Path home = path(relative);
        script(home.resolve("bin/java"), "echo \"ran %s\"; for a; do echo \"<$a>\"; done".formatted(relative));
        script(home.resolve("bin/javac"), "exit 0");
        Files.writeString(home.resolve("release"), "IMPLEMENTOR=\"x\"\nJAVA_VERSION=\"%s\"\n".formatted(version));
        return home;
    }

    void onPath(Path executable) throws IOException {
        Files.createSymbolicLink(path("tools").resolve(executable.getFileName()), executable);
    }

    Path script(Path file, String body) throws IOException {
        Files.createDirectories(file.getParent());
        Files.writeString(file, "#!/bin/sh\n" + body + "\n");
        file.toFile().setExecutable(true);
        return file;
    }

    /// The distribution's scripts in the folder `relative`.
    Path distribution(String relative) throws IOException {
        Path bin = path(relative).resolve("bin");
        for (String name : List.of("didact", "find-java.sh")) {
            copy(ROOT.resolve("shell/src/distribution/bin").resolve(name), bin.resolve(name));
        }
        return bin.resolve("didact");
    }

    /// A checkout in the folder `relative`, not built yet.
    Path checkout(String relative) throws IOException {
        Path checkout = path(relative);
        for (String name :
                List.of("didact", "shell/src/distribution/bin/didact", "shell/src/distribution/bin/find-java.sh")) {
            copy(ROOT.resolve(name), checkout.resolve(name));
        }
        return checkout.resolve("didact");
    }

    Outcome run(Path script, String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(script.toString()));
        command.addAll(List.of(arguments));
        Path out = path("out");
        Path err = path("err");
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectOutput(out.toFile())
                .redirectError(err.toFile());
        builder.environment().clear();
        builder.environment().putAll(environment);
        Process process = builder.start();
        process.getOutputStream().close();
        if (!process.waitFor(60, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new IOException(script + " hangs");
        }
        return new Outcome(process.exitValue(), Files.readAllLines(out), Files.readAllLines(err));
    }

    private void copy(Path from, Path to) throws IOException {
        String moved = Files.readString(from, StandardCharsets.UTF_8)
                .replaceAll("(?<=[ \"])/(usr|opt|Library)/", folder.toString().replace(" ", "\\\\ ") + "/$1/");
        Files.createDirectories(to.getParent());
        Files.writeString(to, moved);
        to.toFile().setExecutable(true);
    }

    private static Path find(String tool) throws IOException {
        for (String folder : List.of("/bin", "/usr/bin")) {
            Path candidate = Path.of(folder, tool);
            if (Files.isExecutable(candidate)) {
                return candidate;
            }
        }
        throw new IOException("no " + tool + " on this machine");
    }
}
