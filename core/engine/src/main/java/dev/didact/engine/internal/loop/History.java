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
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/// A run as its journal tells it, up to now, without its items, samples and answers.
///
/// @param opened what it was started with
/// @param rounds its closed rounds, the base first
/// @param state what the last of them handed over; empty before the base was closed
/// @param closed where the last of them was closed
/// @param remote whether it opened a model that does not answer on this machine
/// @param spent how long it took, as far as was written down
record History(
        Opened opened,
        List<RunEvent.RoundFinished> rounds,
        Optional<State> state,
        Optional<EventPlace> closed,
        boolean remote,
        Duration spent) {
    private static final Set<String> TOLD =
            Stream.concat(Kinds.OUTLINE.stream(), Stream.of(Kinds.MODEL)).collect(Collectors.toUnmodifiableSet());

    /// Reads a run.
    ///
    /// @throws ProblemException if its journal does not begin as one
    static History of(RunFolder folder) {
        try (JournalReader reader = folder.read(TOLD)) {
            return new Reading(folder.number()).all(reader);
        }
    }

    /// The problem of a run that has a folder and no first event.
    static ProblemException notBegun(int run) {
        return new ProblemException(
                Problem.Category.FAILURE,
                "E504",
                "run " + run + " was broken off before it began; there is nothing in it: start it again");
    }

    /// Takes in what goes on from here: of the closed rounds what was accepted and where the samples stand, of the open
    /// one what was written.
    void recall(RunFolder folder, Archive archive, Route route, Samples samples, Recorded unfinished) {
        closed.ifPresent(last -> recallClosed(folder, last, archive, route, samples));
        try (JournalReader reader =
                closed.isEmpty() ? folder.read(Recorded.KINDS) : folder.read(Recorded.KINDS, closed.get())) {
            reader.stream()
                    .filter(event ->
                            closed.isEmpty() || event.seq() > closed.get().seq())
                    .forEach(unfinished::add);
        }
    }

    private static void recallClosed(RunFolder folder, EventPlace last, Archive archive, Route route, Samples samples) {
        try (JournalReader reader = folder.read(Samples.KINDS)) {
            Optional<EventPlace> item = Optional.empty();
            for (Optional<Event> next = reader.next();
                    next.isPresent() && next.get().seq() < last.seq();
                    next = reader.next()) {
                Event event = next.get();
                switch (event.kind()) {
                    case Kinds.ITEM -> item = Optional.of(event.place());
                    case Kinds.PAIR -> samples.known(event.place());
                    default -> {
                        StoredSample stored = Records.read(event.data(), StoredSample.class);
                        samples.known(item.orElseThrow(), event.place(), stored);
                        if (stored.verdict() instanceof Verdict.Accepted
                                && route.isLast(
                                        stored.provenance().generatedBy().step())) {
                            archive.nextItem();
                            archive.add(stored.sample());
                        }
                    }
                }
            }
        }
    }

    private static final class Reading {
        private final int run;
        private final List<RunEvent.RoundFinished> rounds = new ArrayList<>();
        private @Nullable Opened opened;
        private Optional<State> state = Optional.empty();
        private Optional<EventPlace> closed = Optional.empty();
        private boolean remote;
        private Duration spent = Duration.ZERO;

        Reading(int run) {
            this.run = run;
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
            return new History(opened, rounds, state, closed, remote, spent);
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
                case Kinds.ROUND -> {
                    closed = Optional.of(event.place());
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
