package dev.didact.engine.internal.loop;

import dev.didact.engine.Problem;
import dev.didact.engine.ProblemException;
import dev.didact.engine.RunEvent;
import dev.didact.engine.internal.journal.Event;
import dev.didact.engine.internal.journal.EventPlace;
import dev.didact.engine.internal.record.Records;
import dev.didact.engine.internal.workspace.Kinds;
import dev.didact.engine.internal.workspace.RunFolder;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/// A run as its journal tells it, up to now, without its items, samples and answers.
///
/// @param opened what it was started with
/// @param rounds its closed rounds, the base first
/// @param state what the last of them handed over; empty before the base was closed
/// @param marks where it can be gone on from
/// @param spent how long it took, as far as was written down
record History(Opened opened, List<RunEvent.RoundFinished> rounds, Optional<State> state, Marks marks, Duration spent) {
    /// Where a run can be gone on from.
    ///
    /// @param closed where each round was closed
    /// @param counted where some items of a round were counted
    /// @param models where a model was opened for the round that is not closed
    record Marks(List<EventPlace> closed, List<EventPlace> counted, List<EventPlace> models) {}

    /// Reads a run.
    ///
    /// @throws ProblemException if its journal does not begin as one
    static History of(RunFolder folder) {
        try (Stream<Event> marked = folder.marked(Kinds.MARKED)) {
            return new Reading(folder.number()).all(marked);
        }
    }

    /// The problem of a run that has a folder and no first event.
    static ProblemException notBegun(int run) {
        return new ProblemException(
                Problem.Category.FAILURE,
                "E504",
                "run " + run + " was broken off before it began; there is nothing in it: start it again");
    }

    /// Takes in what goes on from here: of what was counted what was accepted and where the samples stand, of the rest
    /// what was written.
    void recall(RunFolder folder, Archive archive, Samples samples, Recorded unfinished) {
        new Recall(this, folder).into(archive, samples, unfinished);
    }

    /// Takes in what the rounds of the run that it was forked from handed over, which are not derived again.
    ///
    /// @return what the last of them handed over, if there is one
    Optional<State> recallParent(RunFolder folder, Archive archive, Samples samples) {
        int rounds = opened.takenOver();
        if (rounds == 0) {
            return Optional.empty();
        }
        new Recall(this, folder).before(rounds, archive, samples);
        return Optional.of(
                Records.read(folder.at(marks.closed().get(rounds - 1)).data().get("state"), State.class));
    }

    private static final class Reading {
        private final int run;
        private final List<RunEvent.RoundFinished> rounds = new ArrayList<>();
        private @Nullable Opened opened;
        private Optional<State> state = Optional.empty();
        private final Marks marks = new Marks(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
        private Duration spent = Duration.ZERO;

        Reading(int run) {
            this.run = run;
        }

        History all(Stream<Event> marked) {
            marked.forEachOrdered(this::read);
            if (opened == null) {
                throw notBegun(run);
            }
            return new History(opened, rounds, state, marks, spent);
        }

        private void read(Event event) {
            switch (event.kind()) {
                case Kinds.OPENED -> opened = Records.read(event.data(), Opened.class);
                case Kinds.PAUSED, Kinds.FINISHED ->
                    spent = Duration.ofMillis(
                            Math.round(event.data().path(RunLog.SECONDS).doubleValue() * 1000));
                case Kinds.MODEL -> marks.models.add(event.place());
                case Kinds.COUNTED -> marks.counted.add(event.place());
                case Kinds.ROUND -> {
                    marks.closed.add(event.place());
                    marks.models.clear();
                    close(event.data());
                }
                default -> {}
            }
        }

        private void close(ObjectNode round) {
            double seconds = round.path(RunLog.SECONDS).doubleValue();
            RunEvent.RoundFinished event = Records.read(round.get("event"), RunEvent.RoundFinished.class);
            rounds.add(event.took(seconds));
            state = Optional.of(Records.read(round.get("state"), State.class));
            spent = spent.plus(Duration.ofNanos(Math.round(seconds * 1e9)));
        }
    }
}
