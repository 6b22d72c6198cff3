package dev.didact.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.didact.api.Context;
import dev.didact.api.DidactException;
import dev.didact.api.Fault;
import dev.didact.api.Generator;
import dev.didact.api.Step;
import dev.didact.api.data.Item;
import dev.didact.api.data.Sample;
import dev.didact.api.model.Reply;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// What holds for every generator.
///
/// @param <C> the configuration record
public abstract class GeneratorContract<C extends Record> {
    /// The generator.
    protected abstract Generator<C> generator();

    /// A configuration.
    protected abstract C config();

    /// An item that it can start from, with a key where its source has keys.
    protected abstract Item item();

    /// The replies under which it makes samples of the item.
    protected abstract List<Reply> replies();

    /// The context to open it in.
    protected Context context() {
        return FakeContext.withRandomSeed(7);
    }

    /// What it wants for the first attempt at the item.
    protected final Step<List<Sample>> step(Item item) throws DidactException {
        try (Generator.Session session = generator().open(config(), context())) {
            return session.generate(new Generator.Job(item.withoutKey(), 0, 1, Optional.empty()));
        }
    }

    private List<Sample> samples() throws DidactException {
        return Steps.run(step(item()), ScriptedModel.replying(replies().toArray(Reply[]::new)));
    }

    @Test
    void theSameRepliesMakeTheSameSamples() throws Exception {
        assertThat(samples()).isNotEmpty().isEqualTo(samples());
        assertThat(Steps.requests(step(item()))).isEqualTo(Steps.requests(step(item())));
    }

    @Test
    void theFunctionOfAStepMayRunAgain() throws Exception {
        Step<List<Sample>> step = step(item());
        List<Sample> first = Steps.run(step, ScriptedModel.replying(replies().toArray(Reply[]::new)));
        assertThat(Steps.run(step, ScriptedModel.replying(replies().toArray(Reply[]::new))))
                .isEqualTo(first);
    }

    @Test
    void noSampleComesOfFailedReplies() throws Exception {
        assertThat(Steps.run(step(item()), ScriptedModel.failing(Fault.Kind.TIMEOUT, 100)))
                .isEmpty();
    }
}
