package dev.didact.engine.internal.process;

import dev.didact.api.DidactException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;

/// A program of the user's: what to start, where, and what it sees of the environment.
///
/// @param command the program and its arguments
/// @param environment what it sees besides `PATH`, `HOME` and `LANG`
/// @param folder its working folder
/// @param log where its standard error goes
record Program(List<String> command, Map<String, String> environment, Path folder, Logger log) {
    private static final List<String> INHERITED = List.of("PATH", "HOME", "LANG");

    Program {
        command = List.copyOf(command);
        environment = Map.copyOf(environment);
    }

    /// Starts it.
    ///
    /// @throws DidactException.Unavailable if it is not there or may not be run
    Process start() throws DidactException {
        var builder =
                new ProcessBuilder(command).directory(folder.toAbsolutePath().toFile());
        Map<String, String> seen = builder.environment();
        seen.keySet().retainAll(INHERITED);
        seen.putAll(environment);
        try {
            return builder.start();
        } catch (IOException e) {
            throw new DidactException.Unavailable(
                    "program '" + this + "' cannot be started (" + e.getMessage()
                            + "); install it, or change 'command'",
                    e);
        }
    }

    /// Ends a process and all that it started.
    static void kill(Process process) {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
    }

    /// The command on one line.
    @Override
    public String toString() {
        return String.join(" ", command);
    }
}
