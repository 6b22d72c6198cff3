package dev.didact.engine.internal.process;

import dev.didact.api.config.Default;
import dev.didact.api.config.Example;
import dev.didact.api.config.Min;
import dev.didact.api.config.SecretName;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/// A program that is asked one thing after the other: a source, a generator, a model.
///
/// @param command the program and its arguments; runs in the recipe's folder
/// @param env variables that it sees besides PATH, HOME and LANG
/// @param secrets secrets that it sees, each as the variable that it is kept in: `env:NAME`
/// @param settings texts that are handed to it when it starts
/// @param files further files whose change makes the step compute again; those that the command names count already
/// @param deadline how long it may take for one answer
public record ExecConfig(
        @Example("[python3, program.py]") @Min(1) List<String> command,
        @Default("{}") Map<String, String> env,
        @Default("[]") List<SecretName> secrets,
        @Default("{}") Map<String, String> settings,
        @Default("[]") List<Path> files,
        @Default("60s") Duration deadline)
        implements ProgramConfig {}
