package dev.didact.engine.internal.process;

import dev.didact.api.config.SecretName;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/// What every kind of contribution that is a program is configured with.
interface ProgramConfig {
    /// The program and its arguments.
    List<String> command();

    /// Variables that it sees.
    Map<String, String> env();

    /// Secrets that it sees, each as a variable.
    List<SecretName> secrets();

    /// Texts that are handed to it when it starts.
    Map<String, String> settings();

    /// Further files that its results depend on.
    List<Path> files();

    /// How long it may take.
    Duration deadline();
}
