package dev.didact.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.didact.api.Learner;
import dev.didact.api.model.Checkpoint;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// All that holds for a learner: [LearnerContract] and every [Behaviour] of its kind.
///
/// @param <C> the configuration record
public abstract class FullLearnerContract<C extends Record> extends LearnerContract<C> {
    @Test
    void nothingIsRefusedWhenItIsVerified() throws Exception {
        verified();
    }

    private Checkpoint learn(TestContext context, Optional<Checkpoint> from, Path output) throws Exception {
        try (Learner.Session session = learner().open(config(), context)) {
            return session.learn(lesson(someExamples().getFirst(), from, output));
        }
    }

    private Path output(String name) throws Exception {
        return Files.createDirectories(folder().resolve(name));
    }

    @Test
    void theCheckpointThatItLearnedFromStaysAsItWas() throws Exception {
        behaves(Behaviour.LEAVES_OLD_CHECKPOINT, () -> {
            try (TestContext context = context()) {
                Checkpoint first = learn(context, Optional.empty(), output("first"));
                Path folder = Path.of(first.reference());
                String before = Checkpoint.contentHash(folder);
                Checkpoint second = learn(context, Optional.of(first), output("second"));
                assertThat(Checkpoint.contentHash(folder)).isEqualTo(before);
                assertThat(second.parent()).contains(first.id());
            }
        });
    }

    @Test
    void aStoppedLessonLeavesNothing() throws Exception {
        behaves(Behaviour.STOPS, () -> {
            try (TestContext context = context()) {
                context.cancel();
                Path output = output("stopped");
                assertThatThrownBy(() -> learn(context, Optional.empty(), output))
                        .isInstanceOf(InterruptedException.class);
                assertThat(output).isEmptyDirectory();
            }
        });
    }
}
