package dev.didact.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.didact.api.Context;
import dev.didact.api.Contribution;
import dev.didact.api.DidactException;
import dev.didact.api.Generator;
import dev.didact.api.Step;
import dev.didact.api.data.Item;
import dev.didact.api.data.Sample;
import dev.didact.api.model.Message;
import dev.didact.api.model.Reply;
import dev.didact.api.model.Request;
import dev.didact.api.model.Usage;
import dev.didact.engine.Material;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// What holds for every generator.
///
/// @param <C> the configuration record
public abstract class GeneratorContract<C extends Record>
        extends ContributionContract<C, GeneratorContract.Example, GeneratorContract.Generated> {
    /// The generator.
    protected abstract Generator<C> generator();

    @Override
    final Generator<C> contribution() {
        return generator();
    }

    /// What a generator makes of an item.
    ///
    /// @param item what it starts from, with a key where its source has keys
    /// @param replies what the models answer that it asks, in the order of its requests
    /// @param asked the last messages of its requests, in their order; empty if the example does not say
    /// @param responses the responses of its samples
    public record Example(Item item, List<Reply> replies, List<String> asked, List<String> responses) {
        public Example {
            replies = List.copyOf(replies);
            asked = List.copyOf(asked);
            responses = List.copyOf(responses);
        }

        /// The same, with models that answer these texts.
        public Example replying(String... texts) {
            return replying(Stream.of(texts)
                    .map(text -> Reply.Answered.of(text, Usage.NONE))
                    .toArray(Reply[]::new));
        }

        /// The same, with models that give these replies.
        public Example replying(Reply... replies) {
            return new Example(item, List.of(replies), asked, responses);
        }

        /// The same, which asks so.
        public Example asks(String... prompts) {
            return new Example(item, replies, List.of(prompts), responses);
        }

        /// The same, which makes samples with these responses.
        public Example makes(String... responses) {
            return new Example(item, replies, asked, List.of(responses));
        }
    }

    /// What came of an example.
    ///
    /// @param asked all that it asked
    /// @param samples what it made of the replies
    record Generated(List<Request> asked, List<Sample> samples) {}

    /// An example to complete with [Example#replying] and [Example#makes]: an item that is this text.
    protected static Example example(String content) {
        return example(Decided.item(content));
    }

    /// An example to complete with [Example#replying] and [Example#makes].
    protected static Example example(Item item) {
        return new Example(item, List.of(), List.of(), List.of());
    }

    @Override
    final Material material(Material configured) {
        return configured.generating(someExamples().stream()
                .map(example -> new Material.Given<>(example.item(), example.replies()))
                .toList());
    }

    @Override
    final String howToWriteOne() {
        return "example(\"the item\").replying(\"what the model says\").makes(\"the response of the sample\")";
    }

    @Override
    final Generated answer(Contribution<C> factory, C config, Context context, Example example) throws DidactException {
        try (Generator.Session session = ((Generator<C>) factory).open(config, context)) {
            var model = ScriptedModel.replying(example.replies().toArray(Reply[]::new));
            List<Sample> samples = Steps.run(session.generate(job(example.item())), model);
            return new Generated(model.asked(), List.copyOf(samples));
        }
    }

    @Override
    final void check(Example example, Generated answer) {
        if (!example.asked().isEmpty()) {
            assertThat(answer.asked())
                    .extracting(request -> request.messages().getLast())
                    .extracting(Message::content)
                    .as("what is asked about item '%s'", example.item().id())
                    .isEqualTo(example.asked());
        }
        assertThat(answer.samples())
                .extracting(Sample::response)
                .as("responses of the samples of item '%s'", example.item().id())
                .isEqualTo(example.responses());
    }

    private static Generator.Job job(Item item) {
        return new Generator.Job(item.withoutKey(), 0, 1, Optional.empty());
    }

    /// What it wants for the first attempt at an item, without a host.
    protected final Step<List<Sample>> step(Item item) throws DidactException {
        try (Generator.Session session = generator().open(config(), context())) {
            return session.generate(job(item));
        }
    }
}
