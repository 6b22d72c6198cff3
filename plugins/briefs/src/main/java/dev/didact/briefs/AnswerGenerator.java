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
        return job -> generate(config, job.item());
    }

    private static Step<List<Sample>> generate(Config config, Item item) throws DidactException {
        Facts facts = Facts.parse(item.content())
                .orElseThrow(() -> new DidactException.Permanent("the generator 'answer' ranks facts such as 'b3o4u1', "
                        + "no letter and no digit twice; item '" + item.id() + "' is '" + item.content() + "'"));
        Settings settings =
                Settings.DEFAULT.withTemperature(config.temperature()).withMaxTokens(2 * facts.size() + 2);
        return Step.ask(Request.of(item.content(), settings), reply -> switch (reply) {
            case Reply.Answered answered ->
                List.of(Sample.of(item.content(), answered.text()).reading(Essay.of(facts, answered.text())));
            case Reply.Failed _ -> List.of();
        });
    }
}
