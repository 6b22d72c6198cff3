package dev.didact.engine.internal.process;

import dev.didact.api.config.Default;
import dev.didact.api.config.Example;
import dev.didact.api.config.Min;
import dev.didact.api.config.SecretName;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/// A program that is started for one piece of work and ends with it: an exporter.
///
/// @param command the program and its arguments; runs in the recipe's folder
/// @param env variables that it sees besides PATH, HOME, LANG and DIDACT_*
/// @param secrets secrets that it sees, each as the variable that it is kept in: `env:NAME`
/// @param settings texts that are handed to it on standard input
/// @param files further files whose change makes the step compute again; those that the command names count already
/// @param deadline how long one piece of work may take
public record JobConfig(
        @Example("[python3, program.py]") @Min(1) List<String> command,
        @Default("{}") Map<String, String> env,
        @Default("[]") List<SecretName> secrets,
        @Default("{}") Map<String, String> settings,
        @Default("[]") List<Path> files,
        @Default("24h") Duration deadline)
        implements ProgramConfig {}
