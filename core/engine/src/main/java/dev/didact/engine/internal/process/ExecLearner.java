package dev.didact.engine.internal.process;

import dev.didact.api.Context;
import dev.didact.api.Contributes;
import dev.didact.api.Learner;

/// A learner that is a program: it gets the lesson as files and leaves a checkpoint, as files or as the name under
/// which an endpoint serves it.
@Contributes(
        id = "exec",
        title = "A program that learns",
        description =
                "Starts a program of any language for each lesson; a shell script that reads DIDACT_* variables is enough.")
public final class ExecLearner implements Learner<LessonConfig> {
    /// Made by the host.
    public ExecLearner() {}

    @Override
    public Session open(LessonConfig config, Context context) {
        return lesson -> new ProgramLesson(config, context, lesson).learn();
    }
}
