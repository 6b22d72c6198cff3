package dev.didact.engine.internal.loop;

import dev.didact.api.data.Item;
import dev.didact.api.grading.DecidedSample;
import dev.didact.engine.Preview;
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
                for (Candidate candidate : bench.work(item).candidates()) {
                    samples.add(StoredSample.of(++number, item.withoutKey(), candidate)
                            .decided(item.withoutKey()));
                }
                previewed.add(new Preview.Previewed(item.id(), exchanges, samples));
                drawn = previewed.size() < count ? items.next() : Optional.empty();
            }
        }
        return new Preview(previewed);
    }
}
