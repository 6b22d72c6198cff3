package dev.didact.engine.internal.loop;

import dev.didact.api.data.Provenance.Served;
import dev.didact.api.grading.Verdict;
import dev.didact.api.model.ModelInfo;
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
/// @param remote whether it opened a model that does not answer on this machine; false in an outline
/// @param spent how long it took, as far as was written down
record History(
        Opened opened,
        List<RunEvent.RoundFinished> rounds,
        Optional<State> state,
        Recorded unfinished,
        boolean remote,
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

    /// Reads the closed rounds of a run, without its samples and answers; nothing counts as unfinished then.
    ///
    /// @throws ProblemException if its journal does not begin as one
    static History outline(RunFolder folder) {
        try (JournalReader reader = folder.read(Kinds.OUTLINE)) {
            return new Reading(folder.number(), OnSample.ignore()).all(reader);
        }
    }

    /// The problem of a run that has a folder and no first event.
    static ProblemException notBegun(int run) {
        return new ProblemException(
                Problem.Category.FAILURE,
                "E504",
                "run " + run + " was broken off before it began; there is nothing in it: start it again");
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
        private @Nullable EventPlace item;
        private Recorded unfinished = new Recorded();
        private boolean remote;
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
                throw notBegun(run);
            }
            return new History(opened, rounds, Optional.ofNullable(state), unfinished, remote, spent);
        }

        private void read(Event event) {
            switch (event.kind()) {
                case Kinds.OPENED -> opened = Records.read(event.data(), Opened.class);
                case Kinds.PAUSED, Kinds.FINISHED ->
                    spent = Duration.ofMillis(
                            Math.round(event.data().path(RunLog.SECONDS).doubleValue() * 1000));
                case Kinds.MODEL ->
                    remote |= Records.read(event.data().get("info"), ModelInfo.class)
                                    .served()
                            == Served.REMOTE;
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
                archive.nextItem();
                archive.add(stored.sample());
            }
        };
    }
}
