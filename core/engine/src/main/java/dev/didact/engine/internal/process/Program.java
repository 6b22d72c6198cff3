package dev.didact.engine.internal.process;

import dev.didact.api.Context;
import dev.didact.api.DidactException;
import dev.didact.api.Fault;
import dev.didact.api.config.SecretName;
import dev.didact.engine.KnownSecrets;
import dev.didact.engine.ProcessMemory;
import dev.didact.engine.internal.host.PluginFault;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.slf4j.Logger;

/// A program of the user's: what to start, where, and what it sees of the environment.
///
/// @param called what messages call it: `program 'python3 grade.py'`
/// @param command the program and its arguments
/// @param environment what it sees besides `PATH`, `HOME` and `LANG`
/// @param folder its working folder
/// @param heap what its command gives it, where it is the JVM of an isolated plugin
/// @param log where its standard error goes
record Program(
        String called,
        List<String> command,
        Map<String, String> environment,
        Path folder,
        Optional<ProcessMemory> heap,
        Logger log) {
    private static final List<String> INHERITED = List.of("PATH", "HOME", "LANG");
    private static final int LONGEST_SHOWN = 160;

    Program {
        command = List.copyOf(command);
        environment = Map.copyOf(environment);
    }

    /// The program that a configuration names.
    ///
    /// @param told variables that the host tells it
    /// @throws DidactException.Unavailable if one of its secrets is not set
    static Program of(ProgramConfig config, Context context, Map<String, String> told) throws DidactException {
        var seen = new TreeMap<>(config.env());
        for (SecretName secret : config.secrets()) {
            seen.put(secret.name().substring(secret.name().indexOf(':') + 1), context.secret(secret));
        }
        seen.putAll(told);
        return new Program(
                "program '" + String.join(" ", config.command()) + "'",
                config.command(),
                seen,
                context.base(),
                Optional.empty(),
                context.log());
    }

    /// Starts it.
    ///
    /// @throws DidactException.Unavailable if it is not there or may not be run
    ProcessTree start() throws DidactException {
        var builder =
                new ProcessBuilder(command).directory(folder.toAbsolutePath().toFile());
        Map<String, String> seen = builder.environment();
        seen.keySet().retainAll(INHERITED);
        seen.putAll(environment);
        try {
            return ProcessTree.start(builder);
        } catch (IOException e) {
            throw new DidactException.Unavailable(
                    called + " cannot be started (" + e.getMessage() + "); install it, or change 'command'", e);
        }
    }

    /// What it did wrong, for the person at the prompt. Secrets that it gave away are masked.
    ///
    /// @param what the rest of the sentence that begins with the program
    Fault fault(Fault.Kind kind, String what) {
        return new Fault(kind, KnownSecrets.masked(called + " " + what));
    }

    /// A fault as it is thrown: it costs what the program was asked.
    PluginFault thrown(Fault fault) {
        return PluginFault.of(toString(), fault);
    }

    /// The beginning of what it wrote.
    static String shown(String line) {
        return line.length() > LONGEST_SHOWN ? line.substring(0, LONGEST_SHOWN) + "…" : line;
    }

    /// The command on one line.
    @Override
    public String toString() {
        return String.join(" ", command);
    }
}
