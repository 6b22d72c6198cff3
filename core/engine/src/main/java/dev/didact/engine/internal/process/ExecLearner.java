package dev.didact.engine.internal.process;

import dev.didact.api.Context;
import dev.didact.api.Contributes;
import dev.didact.api.Learner;
import dev.didact.api.config.Default;
import dev.didact.api.config.Min;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/// A learner that is a program: it gets the lesson as files and leaves a checkpoint, as files or as the name under
/// which an endpoint serves it.
@Contributes(
        id = "exec",
        title = "A program that learns",
        description =
                "Starts a program of any language for each lesson; a shell script that reads DIDACT_* variables is enough.")
public final class ExecLearner implements Learner<ExecLearner.Config> {
    /// Made by the host.
    public ExecLearner() {}

    /// What to start.
    ///
    /// @param command the program and its arguments; runs in the recipe's folder
    /// @param env variables that it sees besides PATH, HOME, LANG and DIDACT_*
    /// @param settings texts that are handed to it on standard input
    /// @param files further files whose change makes the step compute again; those that the command names count already
    /// @param deadline how long one lesson may take
    public record Config(
            @Min(1) List<String> command,
            @Default("{}") Map<String, String> env,
            @Default("{}") Map<String, String> settings,
            @Default("[]") List<Path> files,
            @Default("24h") Duration deadline) {}

    @Override
    public Session open(Config config, Context context) {
        return lesson -> new ProgramLesson(config, context, lesson).learn();
    }
}
