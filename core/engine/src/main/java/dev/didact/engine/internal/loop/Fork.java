package dev.didact.engine.internal.loop;

import dev.didact.engine.Problem;
import dev.didact.engine.ProblemException;
import dev.didact.engine.RecipeText;
import dev.didact.engine.RunEvent;
import dev.didact.engine.Spending;
import dev.didact.engine.internal.journal.Event;
import dev.didact.engine.internal.journal.EventPlace;
import dev.didact.engine.internal.journal.Journal;
import dev.didact.engine.internal.journal.JournalReader;
import dev.didact.engine.internal.record.Records;
import dev.didact.engine.internal.workspace.Kinds;
import dev.didact.engine.internal.workspace.RunFolder;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import tools.jackson.databind.node.ObjectNode;

/// A run that begins behind closed rounds of another one. They are copied into its own journal, so that it needs the
/// other no more; what they cost stays with the run that paid for it.
///
/// @param parent the other run
/// @param text the other's recipe, with what is set differently now
/// @param rounds how many of its rounds are taken over, the base counted
record Fork(RunFolder parent, RecipeText text, int rounds) {
    /// What says how far a run goes and how fast, and nothing of what comes of its rounds.
    private static final Pattern EXTENT = Pattern.compile("(until|flow)([.=].*)?", Pattern.DOTALL);

    /// What says what is done with items, which the base has none of.
    private static final Pattern STEPS = Pattern.compile("(steps|generate|grade|select)([.=].*)?", Pattern.DOTALL);

    /// A fork of a run as its journal tells it now; only closed rounds can be taken over.
    ///
    /// @param settings what is set differently, `path=value`
    /// @param from the round that is the first to be made anew; empty for the first that the settings change
    /// @throws ProblemException if the run cannot be read, or has not closed the rounds before that one
    static Fork of(RunFolder parent, List<String> settings, OptionalInt from) {
        History history = History.of(parent);
        requireWhole(parent.number(), history);
        int closed = history.rounds().size();
        int first = from.orElseGet(() -> unchanged(settings, closed));
        if (first > closed) {
            throw new ProblemException(
                    Problem.Category.USAGE,
                    "E117",
                    "run " + parent.number() + " cannot be forked from round " + first + ": "
                            + (closed == 0
                                    ? "it has closed no round, so only from round 0"
                                    : "it has closed rounds 0 to " + (closed - 1) + ", so from rounds 0 to " + closed));
        }
        RecipeText before = history.opened().recipeText();
        List<String> all =
                Stream.concat(before.settings().stream(), settings.stream()).toList();
        return new Fork(parent, new RecipeText(before.file(), before.base(), before.text(), all, before.arm()), first);
    }

    /// How many rounds come out the same.
    private static int unchanged(List<String> settings, int closed) {
        if (settings.stream().allMatch(setting -> EXTENT.matcher(setting).matches())) {
            return closed;
        }
        boolean onlySteps = settings.stream()
                .allMatch(setting -> EXTENT.matcher(setting).matches()
                        || STEPS.matcher(setting).matches());
        return onlySteps ? Math.min(1, closed) : 0;
    }

    /// Where it comes from.
    RunEvent.Parent asParent() {
        return new RunEvent.Parent(parent.number(), rounds);
    }

    /// Copies the rounds. Returns when they are durable.
    ///
    /// @throws dev.didact.engine.internal.journal.JournalException if the other journal is damaged, or this one cannot
    ///     be written
    void copy(Journal to) {
        Optional<CompletableFuture<EventPlace>> last = Optional.empty();
        try (JournalReader reader = parent.read(Recorded.KINDS)) {
            int left = rounds;
            while (left > 0) {
                Event event = reader.next().orElseThrow();
                boolean closes = event.kind().equals(Kinds.ROUND);
                left -= closes ? 1 : 0;
                last = Optional.of(to.append(event.kind(), closes ? unpaid(event.data()) : event.data()));
            }
        }
        last.ifPresent(RunLog::durable);
    }

    /// A closed round whose answers were given to another run, in no time.
    private static ObjectNode unpaid(ObjectNode round) {
        round.put(RunLog.SECONDS, 0.0);
        round.findParents("spending").forEach(part -> {
            Spending spending = Records.read(part.get("spending"), Spending.class);
            ((ObjectNode) part).set("spending", Records.write(spending.asReused()));
        });
        return round;
    }

    /// @throws ProblemException if a run was broken off while it took over what it was forked from
    static void requireWhole(int run, History history) {
        history.opened()
                .parent()
                .filter(parent -> history.rounds().size() < parent.rounds())
                .ifPresent(parent -> {
                    throw new ProblemException(
                            Problem.Category.FAILURE,
                            "E504",
                            "run " + run + " was broken off while it took over the rounds of run " + parent.run()
                                    + "; there is nothing else in it: fork run " + parent.run() + " again");
                });
    }
}
