package dev.didact.engine.internal.loop;

import dev.didact.api.model.Usage;
import dev.didact.engine.Money;
import dev.didact.engine.RunEvent;
import dev.didact.engine.Spending;
import dev.didact.engine.StepCount;
import dev.didact.engine.internal.price.Price;
import dev.didact.engine.internal.recipe.Budget;
import dev.didact.engine.internal.recipe.Recipe;
import dev.didact.engine.internal.workspace.RunFolder;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.function.Function;

/// What a run is expected to use. It comes from what was seen: items that were taken through its steps, else an earlier
/// run of the recipe; else it is a guess from the length of the items.
///
/// @param models what is expected of each model
/// @param seconds how long it takes
/// @param isGuess whether nothing was seen
/// @param basis what it comes from, in words
record Forecast(Map<String, Use> models, double seconds, boolean isGuess, String basis) {
    /// How many runs are looked at for one of the same recipe.
    private static final int MOST_RUNS = 50;

    /// What is taken for a call of which nothing was seen.
    private static final int PROMPT_TOKENS = 250;

    private static final int ANSWER_TOKENS = 250;

    /// What is expected of a model.
    record Use(double calls, double in, double out, double cached) {
        private static final Use NOTHING = new Use(0, 0, 0, 0);
        private static final Use UNSEEN = new Use(1, PROMPT_TOKENS, ANSWER_TOKENS, 0);

        /// What the calls to a model used, as if all answers had come with a count of their tokens and none had been
        /// reused: what other runs paid for need not be there the next time.
        static Use of(Spending.Share share) {
            long told = share.calls() - share.untold();
            long all = share.calls() + share.reused();
            Usage usage = share.usage();
            return told == 0
                    ? UNSEEN.times((double) all)
                    : new Use((double) told, (double) usage.in(), (double) usage.out(), (double) usage.cached())
                            .times((double) all / told);
        }

        Use plus(Use other) {
            return new Use(calls + other.calls, in + other.in, out + other.out, cached + other.cached);
        }

        Use times(double factor) {
            return new Use(calls * factor, in * factor, out * factor, cached * factor);
        }

        private Money cost(Price price) {
            var usage = new Usage(Math.round(in), Math.round(out), Math.round(cached));
            return price.of(usage, Math.round(calls));
        }
    }

    /// How far a run goes.
    ///
    /// @param items how many items a round has
    /// @param onlyMeasures whether it has no round behind the first measures
    /// @param until what ends it
    record Extent(long items, boolean onlyMeasures, Recipe.Until until) {
        /// How many rounds there are, taken to be one where nothing says how many.
        long rounds() {
            return onlyMeasures ? 0 : Math.max(1, until.rounds().orElse(1));
        }

        /// How many items go through all steps.
        ///
        /// @param accepted how many samples of an item are accepted
        private double allItems(double accepted) {
            double most = (double) items * rounds();
            if (until.accepted().isEmpty() || accepted == 0) {
                return most;
            }
            double needed = until.accepted().getAsLong() / accepted;
            return until.rounds().isPresent() ? Math.min(most, needed) : needed;
        }
    }

    /// By what the last run of the same recipe and arm took that closed a round and was not answered from other runs
    /// alone.
    static Optional<Forecast> ofRun(List<RunFolder> runs, Recipe recipe, Extent extent) {
        return runs.reversed().stream()
                .limit(MOST_RUNS)
                .flatMap(run -> StoredRun.ifBegun(run).stream())
                .filter(run -> run.summary().recipe().equals(recipe.name())
                        && run.summary().arm().equals(recipe.arm().orElse("")))
                .flatMap(run -> of(run, extent).stream())
                .findFirst();
    }

    private static long itemsOf(RunEvent.RoundFinished round) {
        return round.steps().stream().findFirst().map(StepCount::in).orElse(0L);
    }

    private static Optional<Forecast> of(StoredRun run, Extent extent) {
        List<RunEvent.RoundFinished> rounds = run.rounds();
        double seen = rounds.stream().mapToLong(Forecast::itemsOf).sum();
        if (seen == 0 || rounds.stream().noneMatch(round -> round.spending().calls() > 0)) {
            return Optional.empty();
        }
        double accepted =
                rounds.stream().mapToLong(RunEvent.RoundFinished::accepted).sum() / seen;
        double factor = extent.allItems(accepted) / seen;
        Map<String, Use> uses = new TreeMap<>();
        double seconds = 0;
        for (RunEvent.RoundFinished round : rounds) {
            double times = round.round() == 0 ? 1 : factor;
            round.spending()
                    .models()
                    .forEach((model, share) -> uses.merge(model, Use.of(share).times(times), Use::plus));
            seconds += round.seconds() * times;
        }
        return Optional.of(
                new Forecast(uses, seconds, false, "run " + run.summary().run()));
    }

    /// By what some items took that went through all steps.
    ///
    /// @param items how many they were
    /// @param accepted how many of their samples were accepted
    /// @param spent what their calls used
    /// @param measuring how many calls of each model the measures will make besides
    /// @param seconds how long the run takes, which items one after the other do not tell
    static Forecast ofItems(
            int items, long accepted, Spending spent, Extent extent, Map<String, Long> measuring, double seconds) {
        double times = extent.allItems((double) accepted / items) / items;
        Map<String, Use> uses = new TreeMap<>();
        spent.models().forEach((model, share) -> uses.put(model, Use.of(share).times(times)));
        measuring.forEach((model, calls) -> {
            Spending.Share share = spent.models().get(model);
            Use each = share == null ? Use.UNSEEN : Use.of(share).times(1.0 / (share.calls() + share.reused()));
            uses.merge(model, each.times(calls), Use::plus);
        });
        return new Forecast(
                uses,
                seconds,
                false,
                items == 1 ? "the item of the preview" : "the " + items + " items of the preview");
    }

    /// By a guess of what a call takes.
    ///
    /// @param calls the calls of each model at most
    /// @param read how many tokens one of them reads
    static Forecast guess(Map<String, Long> calls, double read, double seconds) {
        Map<String, Use> uses = new TreeMap<>();
        calls.forEach((model, count) -> uses.put(model, new Use(1, read, ANSWER_TOKENS, 0).times(count)));
        return new Forecast(uses, seconds, true, "a guess from the length of the items");
    }

    /// The same, as far as the first budget goes that is spent.
    Forecast within(List<Budget> budgets, Function<String, Optional<Price>> prices) {
        double share = 1;
        for (Budget budget : budgets) {
            OptionalDouble whole = switch (budget) {
                case Budget.Tokens(long tokens) -> OptionalDouble.of(tokens / (double) tokens());
                case Budget.Time(Duration time) -> OptionalDouble.of(time.toMillis() / 1000.0 / seconds);
                case Budget.Money(BigDecimal usd) ->
                    cost(prices).stream()
                            .mapToDouble(cost -> usd.doubleValue() / cost.usd().doubleValue())
                            .findFirst();
            };
            share = Math.min(share, whole.orElse(1));
        }
        double part = share;
        if (part >= 1) {
            return this;
        }
        Map<String, Use> uses = new TreeMap<>(models);
        uses.replaceAll((_, use) -> use.times(part));
        return new Forecast(uses, seconds * part, isGuess, basis + ", as far as the budget goes");
    }

    /// Tokens read and written.
    long tokens() {
        Use all = models.values().stream().reduce(Use.NOTHING, Use::plus);
        return Math.round(all.in + all.out);
    }

    /// What it costs at these prices; empty where a model has none.
    Optional<Money> cost(Function<String, Optional<Price>> prices) {
        Money cost = Money.NOTHING;
        for (Map.Entry<String, Use> model : models.entrySet()) {
            Optional<Price> price = prices.apply(model.getKey());
            if (price.isEmpty()) {
                return Optional.empty();
            }
            cost = cost.plus(model.getValue().cost(price.get()));
        }
        return Optional.of(cost);
    }
}
