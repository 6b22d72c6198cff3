package dev.didact.briefs;

import dev.didact.api.Context;
import dev.didact.api.Contributes;
import dev.didact.api.DidactException;
import dev.didact.api.Generator;
import dev.didact.api.Step;
import dev.didact.api.config.Default;
import dev.didact.api.config.Max;
import dev.didact.api.config.Min;
import dev.didact.api.data.Item;
import dev.didact.api.data.Sample;
import dev.didact.api.model.Reply;
import dev.didact.api.model.Request;
import dev.didact.api.model.Settings;
import java.util.List;

/// The generator `answer`: asks the model once for the ranking, and reads the reply as English sentences around the
/// claims that the model chose.
///
/// The order in which facts are told means nothing, so the first attempt of the first sample is told them as the item
/// has them, and any other in an order of its own. Samples that agree then agree in spite of the order, and not because
/// of it (Tang et al., Found in the Middle: Permutation Self-Consistency Improves Listwise Ranking in Large Language
/// Models, 2023).
///
/// A reply that failed makes no sample; the engine counts the call.
@Contributes(
        id = "answer",
        title = "Rankings with citations",
        description = "One call for each problem of the source 'rank'; the answer is shown in English.")
public final class AnswerGenerator implements Generator<AnswerGenerator.Config> {
    /// Made by the host.
    public AnswerGenerator() {}

    /// What the generator takes.
    ///
    /// @param temperature how freely the model chooses; 0 for its likeliest answer
    public record Config(@Default("0.8") @Min(0) @Max(2) double temperature) {}

    @Override
    public Session open(Config config, Context context) {
        return job -> generate(config, job, context);
    }

    private static Facts told(Facts given, Job job, Context context) {
        return job.sampleIndex() == 0 && job.attempt() == 1
                ? given
                : given.shuffled(
                        context.random("order of " + given.set() + " " + job.sampleIndex() + " " + job.attempt()));
    }

    private static Step<List<Sample>> generate(Config config, Job job, Context context) throws DidactException {
        Item item = job.item();
        Facts given = Facts.parse(item.content())
                .orElseThrow(() -> new DidactException.Permanent("the generator 'answer' ranks facts such as 'b3o4u1', "
                        + "no letter and no digit twice; item '" + item.id() + "' is '" + item.content() + "'"));
        Facts facts = told(given, job, context);
        Settings settings =
                Settings.DEFAULT.withTemperature(config.temperature()).withMaxTokens(2 * facts.size() + 2);
        return Step.ask(Request.of(facts.notation(), settings), reply -> switch (reply) {
            case Reply.Answered answered ->
                List.of(Sample.of(facts.notation(), answered.text()).reading(Essay.of(facts, answered.text())));
            case Reply.Failed _ -> List.of();
        });
    }
}
