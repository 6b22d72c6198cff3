package dev.didact.engine.internal.loop;

import dev.didact.engine.Problem;
import dev.didact.engine.ProblemException;
import dev.didact.engine.Replayed;
import dev.didact.engine.internal.exchange.Wire;
import dev.didact.engine.internal.journal.JournalException;
import dev.didact.engine.internal.journal.JournalReader;
import dev.didact.engine.internal.model.Outages;
import dev.didact.engine.internal.workspace.RunFolder;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;

/// Derives a run again from its recorded answers: samples, grades, verdicts, lessons and checkpoints. No model is asked
/// and nothing is written to the run. Only closed rounds are derived.
public final class Replays {
    private Replays() {}

    /// Replays a run.
    ///
    /// @throws ProblemException if its plugins are not those it is pinned to; a damaged journal is a failure of the
    ///     replay, as a difference is, because what it was asked to show does not hold
    public static Replayed replay(Surroundings around, RunFolder folder) throws InterruptedException {
        try {
            History history = History.of(folder);
            Fork.requireWhole(folder.number(), history);
            var number = new RunNumber(folder);
            try (var planner = Planner.of(
                    around,
                    around.pinned(history.opened().plugins()),
                    history.opened().recipeText(),
                    number::work,
                    (_, _, _) -> {},
                    Wire.live())) {
                RunStart.checkPins(folder.number(), history.opened(), planner.recipe());
                return replay(around, folder, planner, history);
            }
        } catch (JournalException.Damaged e) {
            throw new ProblemException(
                    Problem.Category.FAILURE,
                    "E509",
                    "run " + folder.number() + " cannot be derived again, because its journal is not what was written: "
                            + e.getMessage(),
                    e);
        } catch (JournalException e) {
            throw StoreProblems.of(e);
        }
    }

    private static Replayed replay(Surroundings around, RunFolder folder, Planner planner, History history)
            throws InterruptedException {
        RunPlan plan = planner.plan();
        int last = history.rounds().size() - 1;
        if (last < 0) {
            return new Replayed(folder.number(), 0, 0, 0, List.of("no round of this run was closed"), Optional.empty());
        }
        try (JournalReader reader = behindParent(folder, history);
                var scratch = new PassingFolder();
                var archive = new Archive(scratch::path);
                var log = new ReplayedLog(folder, reader, scratch::path);
                var wired = Wiring.of(around, planner, plan, history.opened().prices(), folder, log, Outages.UNHEARD)) {
            var environment = new RunEnvironment(
                    folder.number(),
                    Duration.ZERO,
                    () -> false,
                    (_, _, _, _) -> {},
                    OptionalInt.of(last),
                    scratch::path);
            State start = history.recallParent(folder, archive, wired.samples())
                    .orElseGet(() -> State.start(RunStart.levels(plan)));
            RunLoop loop = wired.loop(archive, environment, _ -> {}, start);
            Optional<String> difference = Optional.empty();
            try {
                loop.run();
            } catch (RunLog.Derived.Different e) {
                difference = Optional.of(String.valueOf(e.getMessage()));
            }
            State state = loop.state();
            return new Replayed(
                    folder.number(),
                    state.samples(),
                    state.round() + 1,
                    wired.lessons().learned(),
                    notes(wired.lessons().notes(), history),
                    difference);
        }
    }

    /// Reads a run from its first round that is its own.
    private static JournalReader behindParent(RunFolder folder, History history) {
        int rounds = history.opened().takenOver();
        if (rounds == 0) {
            return folder.read();
        }
        JournalReader reader =
                folder.read(Recorded.KINDS, history.marks().closed().get(rounds - 1));
        reader.next();
        return reader;
    }

    private static List<String> notes(List<String> notes, History history) {
        return Stream.concat(
                        notes.stream(),
                        history.opened().parent().stream()
                                .filter(parent -> parent.rounds() > 0)
                                .map(parent -> "the first " + parent.rounds() + " rounds were taken over from run "
                                        + parent.run() + " and are taken as they are: `replay " + parent.run()
                                        + "` derives them"))
                .toList();
    }
}
