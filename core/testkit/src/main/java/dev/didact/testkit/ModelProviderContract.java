package dev.didact.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.didact.api.Context;
import dev.didact.api.Contribution;
import dev.didact.api.DidactException;
import dev.didact.api.ModelProvider;
import dev.didact.api.model.Checkpoint;
import dev.didact.api.model.Message;
import dev.didact.api.model.ModelCall;
import dev.didact.api.model.Reply;
import dev.didact.api.model.Settings;
import dev.didact.engine.Material;
import java.util.List;
import java.util.Optional;

/// What holds for every model provider. One that reaches a network gets a function of the test as its network:
/// `context().with(call -> …)`.
///
/// @param <C> the configuration record
public abstract class ModelProviderContract<C extends Record>
        extends ContributionContract<C, ModelProviderContract.Example, Reply> {
    /// The provider.
    protected abstract ModelProvider<C> provider();

    @Override
    final ModelProvider<C> contribution() {
        return provider();
    }

    /// The checkpoint that is opened; none if it is not overridden.
    protected Optional<Checkpoint> checkpoint() {
        return Optional.empty();
    }

    /// What a model answers.
    ///
    /// @param call what it is asked
    /// @param text the text of its answer; empty if the call fails
    public record Example(ModelCall call, Optional<String> text) {
        /// The same, which is answered so.
        public Example answers(String text) {
            return new Example(call, Optional.of(text));
        }
    }

    /// An example to complete with [Example#answers]: one message, and random seed 7.
    protected static Example example(String prompt) {
        return example(new ModelCall(List.of(Message.user(prompt)), Optional.empty(), Settings.DEFAULT, 7));
    }

    /// An example to complete with [Example#answers]; without, the call has to fail.
    protected static Example example(ModelCall call) {
        return new Example(call, Optional.empty());
    }

    @Override
    final Material material(Material configured) {
        return configured.asking(
                checkpoint(), someExamples().stream().map(Example::call).toList());
    }

    @Override
    final String howToWriteOne() {
        return "example(\"the prompt\").answers(\"what the model says\")";
    }

    @Override
    final Reply answer(Contribution<C> factory, C config, Context context, Example example)
            throws DidactException, InterruptedException {
        try (ModelProvider.Model model = ((ModelProvider<C>) factory).open(config, checkpoint(), context)) {
            List<Reply> replies = model.answer(List.of(example.call()));
            assertThat(replies).as("replies to one call").hasSize(1);
            return replies.getFirst();
        }
    }

    @Override
    final void check(Example example, Reply answer) {
        Optional<String> text = switch (answer) {
            case Reply.Answered answered -> Optional.of(answered.text());
            case Reply.Failed _ -> Optional.empty();
        };
        assertThat(text)
                .as("answer to '%s', of %s", example.call().lastUserText(), answer)
                .isEqualTo(example.text());
    }
}
