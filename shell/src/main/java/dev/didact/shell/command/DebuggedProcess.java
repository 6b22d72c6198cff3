package dev.didact.shell.command;

import dev.didact.shell.language.ErrorCode;
import dev.didact.shell.language.Line;
import dev.didact.shell.language.ShellError;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// The line once more in a process that a debugger can attach to: a Java runtime opens itself to one when it starts,
/// and not later.
final class DebuggedProcess {
    /// The port that the launch files of a new project name.
    private static final int PORT = 5005;

    private static final String OPTIONS = "DIDACT_JVM_OPTIONS";

    private DebuggedProcess() {}

    /// Runs the line there until it ends.
    ///
    /// @throws ShellError with the exit code of the process, if that is another one than 0
    static void run(Call call) {
        Path launcher = call.session()
                .environment()
                .home()
                .map(home -> home.resolve("bin").resolve("didact"))
                .orElseThrow(() -> ShellError.of(
                        ErrorCode.HOME,
                        "--debug starts the launcher of a distribution, and this program runs without one"));
        int port = port();
        call.out()
                .note("a debugger can attach to 127.0.0.1:" + port
                        + (port == PORT
                                ? ", as .run/ and .vscode/ of a new project do"
                                : ": port " + PORT + " is taken"));
        List<String> command = new ArrayList<>(List.of(launcher.toString()));
        command.addAll(words(call.line()));
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(
                        call.session().environment().folder().toAbsolutePath().toFile())
                .inheritIO();
        Map<String, String> environment = builder.environment();
        environment.merge(
                OPTIONS,
                "-agentlib:jdwp=transport=dt_socket,server=y,suspend=n,quiet=y,address=127.0.0.1:" + port,
                (given, ours) -> given + " " + ours);
        try {
            end(call, builder.start());
        } catch (IOException e) {
            throw ShellError.of(ErrorCode.FAILED, "the process to debug cannot be started: " + e.getMessage());
        }
    }

    private static void end(Call call, Process process) {
        Interrupts interrupts = call.session().interactive() ? Interrupts.none() : Interrupts.first(() -> {});
        try {
            int code = process.waitFor();
            if (code != 0 && !call.session().interactive()) {
                throw ShellError.of(
                        code == ErrorCode.INTERRUPTED.exitCode() ? ErrorCode.INTERRUPTED : ErrorCode.FAILED,
                        "the process to debug ended with exit code " + code);
            }
        } catch (InterruptedException left) {
            call.out().note("no longer watching");
        } finally {
            process.destroy();
            interrupts.close();
        }
    }

    /// The line as the process is to get it.
    private static List<String> words(Line line) {
        List<String> words = new ArrayList<>(List.of(line.spec().name()));
        line.options().stream()
                .filter(option -> !option.spec().equals(DevelopPlugin.DEBUG))
                .forEach(option -> {
                    words.add(option.spec().name());
                    if (option.spec().takesValue()) {
                        words.add(option.value().text());
                    }
                });
        words.add("--");
        line.targets().forEach(word -> words.add(word.text()));
        return words;
    }

    /// The usual port, or a free one where somebody has that.
    private static int port() {
        try (ServerSocket usual = new ServerSocket(PORT, 1, InetAddress.getLoopbackAddress())) {
            return usual.getLocalPort();
        } catch (IOException taken) {
            try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
                return free.getLocalPort();
            } catch (IOException none) {
                throw ShellError.of(ErrorCode.FAILED, "there is no free port for a debugger: " + none.getMessage());
            }
        }
    }
}
