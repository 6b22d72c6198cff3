package dev.didact.engine.internal.loop;

import dev.didact.api.grading.Verdict;
import dev.didact.engine.Problem;
import dev.didact.engine.ProblemException;
import dev.didact.engine.RunEvent;
import dev.didact.engine.internal.journal.Event;
import dev.didact.engine.internal.journal.EventPlace;
import dev.didact.engine.internal.journal.JournalReader;
import dev.didact.engine.internal.record.Records;
import dev.didact.engine.internal.workspace.RunFolder;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/// A run as its journal tells it, up to now.
///
/// @param opened what it was started with
/// @param rounds its closed rounds, the base first
/// @param state what the last of them handed over; empty before the base was closed
/// @param unfinished what was written of the round that is not closed
/// @param last the last event that says whether it goes on: paused, resumed or finished
/// @param spent how long it took, as far as was written down
record History(
        Opened opened,
        List<RunEvent.RoundFinished> rounds,
        Optional<State> state,
        Recorded unfinished,
        Optional<Event> last,
        Duration spent) {
    /// Reads a run.
    ///
    /// @param onSample hears of every decided sample of a closed round
    /// @throws ProblemException if its journal does not begin as one
    static History read(RunFolder folder, OnSample onSample) {
        try (JournalReader reader = folder.read()) {
            return new Reading(folder.number(), onSample).all(reader);
        }
    }

    /// How the run ended, if it ended.
    Optional<RunEvent.Finished> finished() {
        return last.filter(event ->
                        event.kind().equals(Kinds.FINISHED) || event.kind().equals(Kinds.PAUSED))
                .map(event -> Records.read(event.data(), RunEvent.Finished.class));
    }

    /// Whether the run is over for good.
    boolean over() {
        return last.filter(event -> event.kind().equals(Kinds.FINISHED)).isPresent();
    }

    /// Hears of decided samples.
    interface OnSample {
        /// A sample of a closed round.
        void sample(int round, EventPlace item, EventPlace sample, StoredSample stored);

        /// Hears nothing.
        static OnSample ignore() {
            return (_, _, _, _) -> {};
        }
    }

    private static final class Reading {
        private final int run;
        private final OnSample onSample;
        private final List<RunEvent.RoundFinished> rounds = new ArrayList<>();
        private final List<Heard> unclosed = new ArrayList<>();
        private @Nullable Opened opened;
        private @Nullable State state;
        private @Nullable Event last;
        private @Nullable EventPlace item;
        private Recorded unfinished = new Recorded();
        private Duration spent = Duration.ZERO;

        private record Heard(EventPlace item, EventPlace sample, StoredSample stored) {}

        Reading(int run, OnSample onSample) {
            this.run = run;
            this.onSample = onSample;
        }

        History all(JournalReader reader) {
            Optional<Event> event = reader.next();
            while (event.isPresent()) {
                read(event.get());
                event = reader.next();
            }
            if (opened == null) {
                throw new ProblemException(
                        Problem.Category.FAILURE,
                        "E504",
                        "run " + run + " was broken off before it began; there is nothing in it: start it again");
            }
            return new History(
                    opened, rounds, Optional.ofNullable(state), unfinished, Optional.ofNullable(last), spent);
        }

        private void read(Event event) {
            switch (event.kind()) {
                case Kinds.OPENED -> opened = Records.read(event.data(), Opened.class);
                case Kinds.PAUSED, Kinds.FINISHED -> {
                    last = event;
                    spent = Duration.ofMillis(
                            Math.round(event.data().path(RunLog.SECONDS).doubleValue() * 1000));
                }
                case Kinds.RESUMED -> last = event;
                case Kinds.ITEM -> item = event.place();
                case Kinds.SAMPLE -> {
                    if (item != null) {
                        unclosed.add(new Heard(item, event.place(), Records.read(event.data(), StoredSample.class)));
                    }
                }
                default -> {}
            }
            if (unfinished.add(event)) {
                close(event.data());
            }
        }

        private void close(ObjectNode round) {
            double seconds = round.path(RunLog.SECONDS).doubleValue();
            RunEvent.RoundFinished event = Records.read(round.get("event"), RunEvent.RoundFinished.class);
            rounds.add(event.took(seconds));
            state = Records.read(round.get("state"), State.class);
            spent = spent.plus(Duration.ofNanos(Math.round(seconds * 1e9)));
            unclosed.forEach(heard -> onSample.sample(event.round(), heard.item, heard.sample, heard.stored));
            unclosed.clear();
            unfinished = new Recorded();
        }
    }

    /// Takes the accepted samples of closed rounds into an archive, and notes where all of them stand.
    static OnSample into(Archive archive, Samples samples) {
        return (round, item, sample, stored) -> {
            samples.known(round, item, sample, stored);
            if (stored.verdict() instanceof Verdict.Accepted) {
                archive.add(stored.sample());
            }
        };
    }
}
