package dev.didact.engine;

import dev.didact.api.model.Usage;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/// What calls to models used and cost.
///
/// @param models the same by name of the model in the recipe
public record Spending(SortedMap<String, Share> models) {
    /// No call was made.
    public static final Spending NONE = new Spending(Collections.emptySortedMap());

    public Spending {
        models = Collections.unmodifiableSortedMap(new TreeMap<>(models));
    }

    /// What the calls to one model used and cost.
    ///
    /// @param calls how many were made, each counted once however often it was tried; those whose answer had not the
    ///     shape asked for are among them
    /// @param failed of these, how many have no answer
    /// @param tries how often they were tried in all
    /// @param untold how many answers came without a count of their tokens
    /// @param usage tokens of the other answers. What a try without an answer used nobody tells
    /// @param cost what the answers cost; empty where the model has no price, or one that goes by tokens nobody told
    /// @param reused how many answers were given to other runs, which are none of the calls and cost nothing
    public record Share(
            long calls, long failed, long tries, long untold, Usage usage, Optional<Money> cost, long reused) {
        /// An answer that was given to another run.
        public static final Share REUSED = new Share(0, 0, 0, 0, Usage.NONE, Optional.of(Money.NOTHING), 1);

        /// Calls whose answers came with a count of their tokens, and to this run.
        public Share(long calls, long failed, long tries, Usage usage, Optional<Money> cost) {
            this(calls, failed, tries, 0, usage, cost, 0);
        }

        /// Both together.
        public Share plus(Share other) {
            return new Share(
                    calls + other.calls,
                    failed + other.failed,
                    tries + other.tries,
                    untold + other.untold,
                    usage.plus(other.usage),
                    cost.flatMap(mine -> other.cost.map(mine::plus)),
                    reused + other.reused);
        }

        private Share minus(Share before) {
            return new Share(
                    calls - before.calls,
                    failed - before.failed,
                    tries - before.tries,
                    untold - before.untold,
                    new Usage(
                            usage.in() - before.usage.in(),
                            usage.out() - before.usage.out(),
                            usage.cached() - before.usage.cached()),
                    cost.flatMap(mine -> before.cost.map(mine::minus)),
                    reused - before.reused);
        }
    }

    /// What one call used and cost.
    public static Spending of(String model, Share share) {
        return new Spending(new TreeMap<>(Map.of(model, share)));
    }

    /// Both together.
    public Spending plus(Spending other) {
        if (models.isEmpty()) {
            return other;
        }
        SortedMap<String, Share> both = new TreeMap<>(models);
        other.models.forEach((model, share) -> both.merge(model, share, Share::plus));
        return new Spending(both);
    }

    /// The same answers, given again to another run, which pays nothing for them.
    public Spending asReused() {
        SortedMap<String, Share> all = new TreeMap<>();
        models.forEach((model, share) -> all.put(
                model,
                new Share(
                        0,
                        0,
                        0,
                        0,
                        Usage.NONE,
                        Optional.of(Money.NOTHING),
                        share.calls() - share.failed() + share.reused())));
        return new Spending(all);
    }

    /// What came to it since there was so much of it.
    public Spending since(Spending before) {
        SortedMap<String, Share> rest = new TreeMap<>();
        models.forEach((model, share) -> {
            Share earlier = before.models.get(model);
            if (!share.equals(earlier)) {
                rest.put(model, earlier == null ? share : share.minus(earlier));
            }
        });
        return new Spending(rest);
    }

    /// Tokens of all answers.
    public Usage usage() {
        return models.values().stream().map(Share::usage).reduce(Usage.NONE, Usage::plus);
    }

    /// How many answers came without a count of their tokens.
    public long untold() {
        return models.values().stream().mapToLong(Share::untold).sum();
    }

    /// The models that gave answers without a count of their tokens.
    public List<String> untellers() {
        return models.entrySet().stream()
                .filter(entry -> entry.getValue().untold() > 0)
                .map(Map.Entry::getKey)
                .toList();
    }

    /// How many calls were made.
    public long calls() {
        return models.values().stream().mapToLong(Share::calls).sum();
    }

    /// How many answers were given to other runs; nothing is paid for them in this one.
    public long reused() {
        return models.values().stream().mapToLong(Share::reused).sum();
    }

    /// What all answers cost; empty where that of some is unknown.
    public Optional<Money> cost() {
        return uncosted().isEmpty() ? Optional.of(known()) : Optional.empty();
    }

    /// What the answers of those models cost of which that is known.
    public Money known() {
        return models.values().stream().flatMap(share -> share.cost().stream()).reduce(Money.NOTHING, Money::plus);
    }

    /// The models that were asked and of which it is unknown what their answers cost.
    public List<String> uncosted() {
        return models.entrySet().stream()
                .filter(entry -> entry.getValue().cost().isEmpty())
                .map(Map.Entry::getKey)
                .toList();
    }
}
