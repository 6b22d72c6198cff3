package dev.didact.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.didact.api.Fault;
import dev.didact.api.Step;
import dev.didact.api.data.Sample;
import dev.didact.api.model.Reply;
import java.util.List;
import org.junit.jupiter.api.Test;

/// All that holds for a generator that gives no more reason for doubt than it must.
///
/// @param <C> the configuration record
public abstract class FullGeneratorContract<C extends Record> extends GeneratorContract<C> {
    @Test
    void theFunctionOfAStepMayRunAgain() throws Exception {
        for (Example example : someExamples()) {
            Step<List<Sample>> step = step(example.item());
            assertThat(run(step, example)).isEqualTo(run(step, example));
        }
    }

    private static List<Sample> run(Step<List<Sample>> step, Example example) {
        return Steps.run(step, ScriptedModel.replying(example.replies().toArray(Reply[]::new)));
    }

    @Test
    void noSampleComesOfFailedReplies() throws Exception {
        for (Example example : someExamples()) {
            assertThat(Steps.run(step(example.item()), ScriptedModel.failing(Fault.Kind.TIMEOUT, 100)))
                    .as("samples of item '%s'", example.item().id())
                    .isEmpty();
        }
    }
}
