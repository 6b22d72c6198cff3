package dev.didact.engine.internal.process;

import dev.didact.api.Context;
import dev.didact.api.DidactException;
import dev.didact.api.Learner;
import dev.didact.api.NoConfig;
import dev.didact.api.model.Checkpoint;
import dev.didact.api.model.Lesson;
import dev.didact.engine.internal.record.Records;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Map;

/// A learner of a plugin in a process of its own. A lesson takes as long as it takes, and is given once.
record IsolatedLearner(Isolated isolated) implements Learner<NoConfig> {
    @Override
    public Session open(NoConfig config, Context context) throws DidactException {
        Conversation program = isolated.open(context, Map.of(), Told::only);
        return new Session() {
            @Override
            public Checkpoint learn(Lesson lesson) throws DidactException, InterruptedException {
                try (var files = HandedFiles.of(context)) {
                    HandedLesson handed = HandedLesson.write(lesson, files, context);
                    Told done = IsolatedFaults.unless(program.work("learn", Records.write(handed)))
                            .done();
                    Checkpoint learned = done.object("checkpoint").record(Checkpoint.class);
                    return placed(learned, handed.output(), lesson.output());
                } catch (IOException | UncheckedIOException e) {
                    throw new DidactException.Permanent(
                            "the lesson cannot be handed to "
                                    + program.program().called() + ": " + e.getMessage(),
                            e);
                }
            }

            @Override
            public void close() {
                program.close();
            }
        };
    }

    /// A checkpoint in the folder that was asked for, where the other process calls that by its absolute path.
    private static Checkpoint placed(Checkpoint learned, Path absolute, Path asked) {
        String folder = absolute.toString();
        String reference = learned.reference();
        return reference.equals(folder) || reference.startsWith(folder + File.separator)
                ? new Checkpoint(learned.id(), asked + reference.substring(folder.length()), learned.parent())
                : learned;
    }
}
