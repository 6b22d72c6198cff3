package dev.didact.engine.internal.loop;

import dev.didact.api.Fault;
import dev.didact.api.data.Item;
import dev.didact.api.grading.DecidedSample;
import dev.didact.api.model.Reply;
import dev.didact.engine.Preview;
import dev.didact.engine.Problem;
import dev.didact.engine.ProblemException;
import dev.didact.engine.RecipeText;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/// Takes a few items of the first round through every step and shows all of it. The answers are kept for the run that
/// follows.
final class PreviewRun {
    private PreviewRun() {}

    static Preview preview(Surroundings around, RecipeText text, int count) throws InterruptedException {
        List<Preview.Previewed> previewed = new ArrayList<>();
        long number = 0;
        try (Trial trial = Trial.open(around, text);
                Items items = trial.items()) {
            Optional<Items.Drawn> drawn = count > 0 ? items.next() : Optional.empty();
            while (drawn.isPresent()) {
                var exchanges = new CopyOnWriteArrayList<Preview.Exchange>();
                Bench bench = trial.bench(
                        drawn.get().source(),
                        (_, model, request, reply) -> exchanges.add(new Preview.Exchange(model, request, reply)));
                Item item = drawn.get().item();
                List<DecidedSample> samples = new ArrayList<>();
                Worked worked = bench.work(item, previewed.size());
                for (Worked.OfItem of : worked.made()) {
                    for (Candidate candidate : of.candidates()) {
                        samples.add(
                                StoredSample.of(++number, of.item(), candidate).decided(of.item()));
                    }
                }
                previewed.add(new Preview.Previewed(item.id(), exchanges, samples, worked.faults(), worked.spending()));
                drawn = previewed.size() < count ? items.next() : Optional.empty();
            }
        }
        requireAnAnswer(previewed);
        return new Preview(previewed);
    }

    /// A preview in which no model was reached shows nothing of the recipe.
    ///
    /// @throws ProblemException as a run does that cannot use its model
    private static void requireAnAnswer(List<Preview.Previewed> previewed) {
        List<Preview.Exchange> exchanges =
                previewed.stream().flatMap(item -> item.exchanges().stream()).toList();
        if (!exchanges.isEmpty()
                && exchanges.stream().allMatch(exchange -> Previews.unanswered(exchange.reply()))
                && exchanges.getFirst().reply() instanceof Reply.Failed(Fault fault)) {
            throw new ProblemException(
                    Problem.Category.ENVIRONMENT,
                    "E401",
                    "model '" + exchanges.getFirst().model() + "' cannot be used: " + fault.message());
        }
    }
}
