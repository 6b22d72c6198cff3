package dev.didact.engine.internal.loop;

import dev.didact.api.grading.DecidedSample;
import dev.didact.engine.Comparison;
import dev.didact.engine.Evaluation;
import dev.didact.engine.Explanation;
import dev.didact.engine.Measured;
import dev.didact.engine.Problem;
import dev.didact.engine.ProblemException;
import dev.didact.engine.Rows;
import dev.didact.engine.RunEvent;
import dev.didact.engine.RunEvent.Status;
import dev.didact.engine.RunSummary;
import dev.didact.engine.RunView;
import dev.didact.engine.Spending;
import dev.didact.engine.internal.index.RunIndex;
import dev.didact.engine.internal.journal.Event;
import dev.didact.engine.internal.journal.JournalException;
import dev.didact.engine.internal.journal.JournalReader;
import dev.didact.engine.internal.record.Records;
import dev.didact.engine.internal.workspace.Kinds;
import dev.didact.engine.internal.workspace.RunFolder;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/// A run as it was when it was looked at.
public final class StoredRun implements RunView {
    private final RunFolder folder;
    private final Opened opened;
    private final boolean running;
    private final Optional<Event> last;
    private final Optional<State> state;

    private StoredRun(RunFolder folder, Opened opened, boolean running, Optional<Event> last, Optional<State> state) {
        this.folder = folder;
        this.opened = opened;
        this.running = running;
        this.last = last;
        this.state = state;
    }

    /// Looks at a run: at the first event of its journal, and at the last ones that say how it stands. What stands
    /// between them is read when it is asked for.
    ///
    /// @throws ProblemException if its journal cannot be read
    public static StoredRun of(RunFolder folder) {
        try {
            boolean running = folder.writer().isPresent();
            Opened opened = opened(folder);
            Optional<Event> round = folder.last(Set.of(Kinds.ROUND));
            Optional<Event> last = folder.last(Kinds.OUTLINE);
            return new StoredRun(
                    folder,
                    opened,
                    running,
                    last,
                    round.map(event -> Records.read(event.data().get("state"), State.class)));
        } catch (JournalException e) {
            throw StoreProblems.of(e);
        }
    }

    private static Opened opened(RunFolder folder) {
        try (JournalReader reader = folder.read()) {
            return reader.next()
                    .filter(event -> event.kind().equals(Kinds.OPENED))
                    .map(event -> Records.read(event.data(), Opened.class))
                    .orElseThrow(() -> History.notBegun(folder.number()));
        }
    }

    /// Looks at a run, if it was begun: a process may have died between making its folder and writing into it.
    static Optional<StoredRun> ifBegun(RunFolder folder) {
        try {
            return Optional.of(of(folder));
        } catch (ProblemException e) {
            return Optional.empty();
        }
    }

    @Override
    public RunSummary summary() {
        Optional<RunEvent.Finished> finished = finished();
        Optional<RunEvent.ModelDown> down = last.filter(event -> event.kind().equals(Kinds.MODEL_DOWN))
                .map(event -> Records.read(event.data(), RunEvent.ModelDown.class))
                .filter(at -> at.fallback().isEmpty());
        return new RunSummary(
                folder.number(),
                opened.recipe(),
                opened.arm(),
                running
                        ? down.isPresent() ? Status.PAUSED.word() : "running"
                        : finished.map(end -> end.status().word()).orElse("stopped"),
                running
                        ? down.map(at -> "model '" + at.model() + "': " + at.reason())
                                .orElse("")
                        : finished.map(RunEvent.Finished::reason).orElse("broken off"),
                Math.max(0, state.map(State::round).orElse(0)),
                state.map(State::accepted).orElse(0L),
                state.flatMap(at -> at.last().stream().findFirst()));
    }

    @Override
    public String recipe() {
        return opened.resolved();
    }

    @Override
    public Map<String, String> environment() {
        Map<String, String> all = new TreeMap<>(opened.environment());
        opened.plugins().forEach((plugin, sha256) -> all.put("plugin " + plugin, sha256));
        opened.parent()
                .ifPresent(parent ->
                        all.put("forked from", "run " + parent.run() + " behind " + parent.rounds() + " rounds"));
        return all;
    }

    @Override
    public List<String> signals() {
        return opened.signals();
    }

    @Override
    public List<RunEvent.RoundFinished> rounds() {
        try {
            return History.of(folder).rounds();
        } catch (JournalException e) {
            throw StoreProblems.of(e);
        }
    }

    @Override
    public Optional<RunEvent.Finished> finished() {
        return last.filter(event -> !running
                        && (event.kind().equals(Kinds.FINISHED) || event.kind().equals(Kinds.PAUSED)))
                .map(event -> Records.read(event.data(), RunEvent.Finished.class));
    }

    @Override
    public Stream<DecidedSample> samples() {
        return Samples.all(folder);
    }

    @Override
    public Explanation explain(long sample) {
        Samples.Found found = Samples.find(folder, sample);
        return found.sample()
                .map(there -> Explanations.of(there, found.parent().map(parent -> folder.number() + "/" + parent)))
                .orElseThrow(() -> new ProblemException(
                        Problem.Category.USAGE,
                        "E112",
                        "no sample " + folder.number() + "/" + sample + ": run " + folder.number() + " has "
                                + extent(found.last())));
    }

    @Override
    public Rows ask(String sql) {
        try {
            return RunIndex.ask(folder, sql);
        } catch (JournalException e) {
            throw StoreProblems.of(e);
        }
    }

    private String extent(long samples) {
        String known = samples == 0
                ? "no samples"
                : samples == 1
                        ? "one sample, " + folder.number() + "/1"
                        : samples + " samples, " + folder.number() + "/1 to " + folder.number() + "/" + samples
                                + "; `samples " + folder.number() + "` lists them";
        return running ? known + " so far" : known;
    }

    /// What it was started with.
    Opened opened() {
        return opened;
    }

    /// Whether it is over for good.
    public boolean over() {
        return last.filter(event -> event.kind().equals(Kinds.FINISHED)).isPresent();
    }

    /// What it cost, as far as it is written down.
    Comparison.Cost cost() {
        return finished()
                .map(end -> new Comparison.Cost(folder.number(), end.spending(), end.seconds()))
                .orElseGet(() -> {
                    List<RunEvent.RoundFinished> closed = rounds();
                    return new Comparison.Cost(
                            folder.number(),
                            closed.stream()
                                    .map(RunEvent.RoundFinished::spending)
                                    .reduce(Spending.NONE, Spending::plus),
                            closed.stream()
                                    .mapToDouble(RunEvent.RoundFinished::seconds)
                                    .sum());
                });
    }

    /// Outcomes of the kept student on the decided items of a measure, by id of the item: 1 accepted, 0 not.
    Map<String, Integer> outcomes(String measure) {
        Map<String, Integer> outcomes = new LinkedHashMap<>();
        state.ifPresent(at -> {
            List<String> items = at.items().getOrDefault(measure, List.of());
            String found = at.outcomes().getOrDefault(measure, "");
            for (int i = 0; i < items.size(); i++) {
                if (found.charAt(i) != Measures.UNDECIDED) {
                    outcomes.put(items.get(i), found.charAt(i) - '0');
                }
            }
        });
        return outcomes;
    }

    /// What its tasks found of its models; empty if it measures by none.
    Optional<Evaluation> evaluation() {
        if (opened.tasks().isEmpty()) {
            return Optional.empty();
        }
        List<Evaluation.Score> scores = new ArrayList<>();
        List<Evaluation.Difference> differences = new ArrayList<>();
        for (Opened.Put put : opened.tasks()) {
            measured(put).ifPresent(measured -> {
                for (Evaluation.Score other : scores) {
                    if (other.task().equals(put.task()) && other.measured().determined() && measured.determined()) {
                        differences.add(difference(other, put.model(), measured));
                    }
                }
                scores.add(new Evaluation.Score(put.task(), put.model(), measured));
            });
        }
        return Optional.of(new Evaluation(folder.number(), summary().status(), scores, differences));
    }

    private Optional<Measured> measured(Opened.Put put) {
        return last().stream().filter(one -> one.id().equals(put.measure())).findFirst();
    }

    private Evaluation.Difference difference(Evaluation.Score a, String model, Measured b) {
        Paired paired = Paired.of(a.measured(), outcomes(a.measured().id()), b, outcomes(b.id()));
        return new Evaluation.Difference(
                a.task(),
                a.model(),
                model,
                a.measured().score(),
                b.score(),
                paired.difference(),
                paired.interval().low(),
                paired.interval().high(),
                paired.paired(),
                paired.unpaired(),
                paired.won(),
                paired.lost());
    }

    /// What the measures found at the kept student.
    List<Measured> last() {
        return state.map(State::last).orElse(List.of());
    }
}
