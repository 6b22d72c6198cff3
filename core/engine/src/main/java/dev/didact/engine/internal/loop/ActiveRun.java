package dev.didact.engine.internal.loop;

import dev.didact.engine.Cassette;
import dev.didact.engine.Estimate;
import dev.didact.engine.Measured;
import dev.didact.engine.Problem;
import dev.didact.engine.ProblemException;
import dev.didact.engine.RecipeText;
import dev.didact.engine.RunEvent;
import dev.didact.engine.RunEvent.FirstAndLast;
import dev.didact.engine.RunEvent.Status;
import dev.didact.engine.RunHandle;
import dev.didact.engine.internal.journal.Journal;
import dev.didact.engine.internal.journal.JournalException;
import dev.didact.engine.internal.journal.JournalSettings;
import dev.didact.engine.internal.price.Price;
import dev.didact.engine.internal.record.Records;
import dev.didact.engine.internal.reuse.EarlierAnswers;
import dev.didact.engine.internal.workspace.Kinds;
import dev.didact.engine.internal.workspace.Reserve;
import dev.didact.engine.internal.workspace.RunFolder;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A run that is written in this process, from its start or from where it was broken off.
public final class ActiveRun implements RunHandle {
    private static final Logger LOG = LoggerFactory.getLogger(ActiveRun.class);

    /// Where an event that a run goes on says how many calls were under way.
    static final String IN_FLIGHT = "inFlight";

    private final Surroundings around;
    private final RunFolder folder;
    private final Journal journal;
    private final Reserve reserve;
    private final AtomicReference<Optional<Work>> work;
    private final Consumer<RunEvent> listener;
    private final Optional<Estimate> estimated;
    private final CompletableFuture<RunEvent.Finished> end = new CompletableFuture<>();
    private final Thread thread;
    private volatile boolean stopAsked;
    private Optional<RunEvent.Finished> unwritten = Optional.empty();

    private ActiveRun(
            Surroundings around,
            RunFolder folder,
            Journal journal,
            Reserve reserve,
            Work work,
            Consumer<RunEvent> listener) {
        this.around = around;
        this.folder = folder;
        this.journal = journal;
        this.reserve = reserve;
        this.work = new AtomicReference<>(Optional.of(work));
        this.listener = listener;
        this.estimated = work.opened().estimated();
        this.thread = Thread.ofVirtual().name("didact-run-" + folder.number()).unstarted(this::execute);
    }

    /// What was there before this start.
    ///
    /// @param state what the last closed round handed over
    /// @param history what its journal tells; empty if it tells nothing yet
    /// @param resumed whether the run was started before
    private record Past(State state, Optional<History> history, boolean resumed) {
        static Past of(RunPlan plan, Optional<History> history, boolean resumed) {
            State state = history.flatMap(History::state).orElseGet(() -> State.start(RunStart.levels(plan)));
            return new Past(state, history, resumed);
        }
    }

    /// What is to be done. Only the run's own thread has it, and only while it does it, because it refers to the code
    /// of plugins, and whoever started the run may keep this object for long.
    private record Work(Planner planner, RunPlan plan, Opened opened, Tape tape, Past past) {}

    /// Starts a run.
    ///
    /// @throws ProblemException if the recipe or the cassette is wrong or the workspace cannot be written; there is no
    ///     run then
    public static ActiveRun start(
            Surroundings around, RecipeText text, Optional<Cassette> cassette, Consumer<RunEvent> listener)
            throws InterruptedException {
        return start(around, text, Optional.empty(), cassette, listener);
    }

    /// Starts a run behind rounds of another.
    ///
    /// @throws ProblemException if the recipe is wrong, or the rounds cannot be read
    static ActiveRun fork(Surroundings around, Fork fork, Consumer<RunEvent> listener) throws InterruptedException {
        return start(around, fork.text(), Optional.of(fork), Optional.empty(), listener);
    }

    private static ActiveRun start(
            Surroundings around,
            RecipeText text,
            Optional<Fork> fork,
            Optional<Cassette> cassette,
            Consumer<RunEvent> listener)
            throws InterruptedException {
        around.folder().sweep();
        Tape tape = Tape.start(cassette);
        var number = new RunNumber(around.folder());
        var told = new Told(number, listener);
        var planner = Planner.of(around, around.catalog(), text, number::work, told, tape.wire());
        return guarded(planner, () -> {
            RunPlan plan = planner.plan();
            Map<String, Price> prices = around.priceTable().of(plan.recipe());
            Priced.require(around, planner, plan, prices);
            around.used(RunStart.used(planner.recipe()));
            RunFolder folder = number.folder();
            Journal journal = folder.open(settings(around));
            return guarded(journal, () -> {
                Opened opened = RunStart.of(text, plan, prices, around, fork.map(Fork::asParent), cassette);
                journal.appendDurably(Kinds.OPENED, Records.write(opened));
                fork.ifPresent(from -> from.copy(journal));
                Past past = Past.of(plan, fork.map(_ -> History.of(folder)), false);
                told.startAt(past.state().round() + 1);
                return started(around, folder, journal, new Work(planner, plan, opened, tape, past), told);
            });
        });
    }

    /// Goes on with a run that is not over.
    ///
    /// @throws ProblemException if it is being written, or its plugins are not those it is pinned to
    public static ActiveRun resume(Surroundings around, RunFolder folder, Consumer<RunEvent> listener)
            throws InterruptedException {
        around.folder().sweep();
        Journal journal = guarded(() -> {}, () -> folder.open(settings(around)));
        return guarded(journal, () -> {
            History history = History.of(folder);
            Fork.requireWhole(folder.number(), history);
            Tape tape = Tape.resume(history.opened().cassette());
            var number = new RunNumber(folder);
            var told = new Told(number, listener);
            var planner = Planner.of(
                    around,
                    around.pinned(history.opened().plugins()),
                    history.opened().recipeText(),
                    number::work,
                    told,
                    tape.wire());
            return guarded(planner, () -> {
                RunStart.checkPins(folder.number(), history.opened(), planner.recipe());
                RunPlan plan = planner.plan();
                Past past = Past.of(plan, Optional.of(history), true);
                told.startAt(past.state().round() + 1);
                return started(around, folder, journal, new Work(planner, plan, history.opened(), tape, past), told);
            });
        });
    }

    private static JournalSettings settings(Surroundings around) {
        return JournalSettings.standard(around.folder().io(), around.clock(), Kinds.MARKED);
    }

    private interface Begin<T> {
        T run() throws InterruptedException;
    }

    /// Does something, and closes what was opened before if it fails.
    private static <T> T guarded(AutoCloseable opened, Begin<T> begin) throws InterruptedException {
        try {
            return begin.run();
        } catch (JournalException e) {
            close(opened);
            throw StoreProblems.of(e);
        } catch (RuntimeException | InterruptedException e) {
            close(opened);
            throw e;
        }
    }

    private static void close(AutoCloseable opened) {
        try {
            opened.close();
        } catch (Exception e) {
            LOG.warn("what a run had opened could not be closed", e);
        }
    }

    private static ActiveRun started(
            Surroundings around, RunFolder folder, Journal journal, Work work, Consumer<RunEvent> listener) {
        Reserve reserve = Reserve.take(folder, around.folder().io());
        var run = new ActiveRun(around, folder, journal, reserve, work, listener);
        run.thread.start();
        return run;
    }

    @Override
    public int run() {
        return folder.number();
    }

    @Override
    public void stop() {
        stopAsked = true;
        thread.interrupt();
    }

    @Override
    public RunEvent.Finished await() throws InterruptedException {
        try {
            return end.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof ProblemException problem) {
                throw problem;
            }
            throw new ProblemException(Problem.Category.FAILURE, "E500", "the run failed: " + e.getCause(), e);
        }
    }

    /// Says that the run is over when nothing holds it any more, so that whoever waited for it may go on with it.
    private void execute() {
        try {
            end.complete(written(work.getAndSet(Optional.empty()).orElseThrow()));
        } catch (JournalException e) {
            unwritten.ifPresent(paused -> {
                DiskPause.write(folder, settings(around), paused);
                listener.accept(paused);
            });
            end.completeExceptionally(StoreProblems.of(e, folder.number()));
        } catch (RuntimeException | Error e) {
            LOG.error("run {} failed", folder.number(), e);
            end.completeExceptionally(e);
        }
    }

    private RunEvent.Finished written(Work doing) {
        try (reserve;
                journal;
                var planner = doing.planner();
                var _ = new StopRequests(folder, this::stop)) {
            return loop(planner, doing);
        }
    }

    private RunEvent.Finished loop(Planner planner, Work doing) {
        RunPlan plan = doing.plan();
        Past past = doing.past();
        try (var archive = new Archive(around.folder()::scratch);
                var unfinished = new Recorded(folder, around.folder()::scratch);
                var previews = doing.tape().cassette().isEmpty() ? Previews.read(around) : Previews.none();
                var earlier = earlier(plan, doing.tape());
                var wired = Wiring.of(
                        around,
                        planner,
                        plan,
                        doing.opened().prices(),
                        folder,
                        new JournaledLog(
                                journal,
                                unfinished,
                                previews,
                                earlier,
                                around.folder().blobs()),
                        new OutageReport(
                                folder.number(),
                                journal,
                                listener,
                                plan.recipe().outage()))) {
            var environment = new RunEnvironment(
                    folder.number(),
                    past.history().map(History::spent).orElse(Duration.ZERO),
                    () -> stopAsked,
                    (_, _, _, _) -> {},
                    OptionalInt.empty(),
                    around.folder()::scratch);
            RunLoop loop = wired.loop(archive, environment, listener, past.state());
            Ends.End ended;
            try {
                past.history().ifPresent(history -> {
                    history.recall(folder, archive, wired.samples(), unfinished);
                });
                listener.accept(begun(doing, unfinished));
                ended = loop.run();
                doing.tape().leave(folder, around.folder().blobs());
            } catch (RuntimeException | InterruptedException e) {
                return paused(e, loop, environment);
            } catch (OutOfMemoryError e) {
                return paused(outOfMemory(e), loop, environment);
            }
            return write(Kinds.FINISHED, ended, loop, environment);
        }
    }

    /// Answers of the other runs. A cassette is meant to hold, or to give, every answer.
    private EarlierAnswers earlier(RunPlan plan, Tape tape) {
        return plan.recipe().reuse() && tape.cassette().isEmpty()
                ? new EarlierAnswers(
                        around.folder().runs().stream()
                                .filter(run -> run.number() != folder.number())
                                .toList(),
                        around.folder()::scratch)
                : EarlierAnswers.none();
    }

    /// Says that the run goes on from here, and with how many calls that were under way when it was broken off: they
    /// are the ones that are made again.
    private RunEvent.Started begun(Work doing, Recorded unfinished) {
        if (!doing.past().resumed()) {
            return doing.opened().started(folder.number());
        }
        int inFlight = unfinished.inFlight(doing.plan().recipe().inFlight());
        journal.appendDurably(Kinds.RESUMED, Records.object().put(IN_FLIGHT, inFlight));
        return doing.opened().resumed(folder.number(), inFlight);
    }

    private static ProblemException outOfMemory(OutOfMemoryError e) {
        return new ProblemException(
                Problem.Category.ENVIRONMENT,
                "E416",
                "there is no memory left (" + e.getMessage()
                        + "); give Didact more, as in DIDACT_JVM_OPTIONS=-Xmx4g, or do less at once with `flow.in-flight`",
                e);
    }

    /// Writes down why the run stands still.
    private RunEvent.Finished paused(Exception why, RunLoop loop, RunEnvironment environment) {
        if (isStop(why)) {
            Thread.interrupted();
            var stopped = new Ends.End(
                    Status.STOPPED, "interrupted", "everything is kept; `resume " + folder.number() + "` goes on");
            return write(Kinds.PAUSED, stopped, loop, environment);
        }
        Optional<JournalException> disk = DiskPause.behind(why, folder.folder());
        if (disk.isPresent()) {
            unwritten = Optional.of(event(standing(StoreProblems.of(disk.get())), loop, environment));
            throw disk.get();
        }
        ProblemException problem = problem(why);
        write(Kinds.PAUSED, standing(problem), loop, environment);
        throw problem;
    }

    private Ends.End standing(ProblemException why) {
        Problem problem = why.problems().getFirst();
        return new Ends.End(
                problem.category() == Problem.Category.ENVIRONMENT ? Status.PAUSED : Status.FAILED,
                problem.message(),
                "when it is mended, `resume " + folder.number() + "` goes on");
    }

    /// Whether a failure is what being stopped looks like from inside: reading a file ends with it, for one.
    private boolean isStop(Exception why) {
        return why instanceof RunLoop.Stopped
                || why instanceof InterruptedException
                || (stopAsked && journal.failure().isEmpty());
    }

    private ProblemException problem(Exception why) {
        return switch (why) {
            case ProblemException problem -> problem;
            case RunLog.Derived.Different different ->
                new ProblemException(
                        Problem.Category.FAILURE,
                        "E508",
                        "run " + folder.number()
                                + " cannot go on, because what was written before it was broken off comes out"
                                + " differently now: " + different.getMessage(),
                        different);
            default -> {
                LOG.error("run {} failed", folder.number(), why);
                yield new ProblemException(Problem.Category.FAILURE, "E500", "the run failed: " + why, why);
            }
        };
    }

    private RunEvent.Finished write(String kind, Ends.End ended, RunLoop loop, RunEnvironment environment) {
        RunEvent.Finished finished = event(ended, loop, environment);
        journal.appendDurably(kind, Records.write(finished));
        listener.accept(finished);
        return finished;
    }

    private RunEvent.Finished event(Ends.End ended, RunLoop loop, RunEnvironment environment) {
        State state = loop.state();
        Map<String, Measured> last = new TreeMap<>();
        state.last().forEach(measured -> last.put(measured.id(), measured));
        return new RunEvent.Finished(
                folder.number(),
                ended.status(),
                ended.reason(),
                ended.advice(),
                state.accepted(),
                state.first().stream()
                        .map(first -> new FirstAndLast(first.id(), first, last.getOrDefault(first.id(), first)))
                        .toList(),
                loop.spending(),
                estimated,
                Math.round(environment.spent().toMillis() / 10.0) / 100.0);
    }
}
