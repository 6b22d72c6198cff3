package dev.didact.shell.command;

import dev.didact.engine.Measured;
import dev.didact.engine.ProblemException;
import dev.didact.engine.RunEvent;
import dev.didact.engine.RunHandle;
import dev.didact.engine.Workspace;
import dev.didact.shell.language.ErrorCode;
import dev.didact.shell.language.ShellError;
import dev.didact.shell.output.ClosedPipe;
import dev.didact.shell.output.Printable;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/// One run, or one after the other those of several arms, told while they go on. At the prompt they go on beside it;
/// elsewhere the line waits for their end.
final class RunSequence implements RunningRun {

    /// Why a run is over that was to measure and nothing else.
    private static final String MEASURED = "measured";

    /// How one run begins.
    interface Start {
        RunHandle start(Consumer<RunEvent> listener);
    }

    private final Call call;
    private final Workspace workspace;
    private final List<Start> starts;
    private final List<Gate> gates;
    private final Optional<String> closing;
    private final boolean events;
    private final EventText text;
    private final Set<String> shown = new HashSet<>();
    private final List<RunProgress.Round> rounds = new ArrayList<>();
    private Optional<RunHandle> current = Optional.empty();
    private RunProgress progress = new RunProgress("", "starting", 0, 0, List.of());
    private Optional<RuntimeException> unheard = Optional.empty();
    private boolean stopping;
    private boolean ended;

    /// @param closing the last line of a sequence that went well: what to try next
    RunSequence(Call call, Workspace workspace, List<Start> starts, List<Gate> gates, Optional<String> closing) {
        this(call, workspace, starts, gates, closing, true);
    }

    /// An evaluation, of which only what was found is a result.
    static RunSequence ofEvaluation(Call call, Workspace workspace, Start start) {
        return new RunSequence(call, workspace, List.of(start), List.of(), Optional.empty(), false);
    }

    private RunSequence(
            Call call,
            Workspace workspace,
            List<Start> starts,
            List<Gate> gates,
            Optional<String> closing,
            boolean events) {
        this.call = call;
        this.workspace = workspace;
        this.starts = List.copyOf(starts);
        this.gates = List.copyOf(gates);
        this.closing = closing;
        this.events = events;
        this.text = new EventText(call.out());
    }

    /// Runs to the end, or begins to run beside the prompt.
    ///
    /// @throws ShellError if a run cannot begin, fails, is interrupted or misses a gate
    void go() {
        if (call.session().interactive()) {
            RunHandle first = starts.getFirst().start(this::hear);
            keep(first);
            call.session().started(this);
            Thread.ofVirtual().name("run-" + first.run()).start(() -> beside(first));
            return;
        }
        Interrupts interrupts = Interrupts.first(this::stop);
        try {
            RunHandle first = starts.getFirst().start(this::hear);
            keep(first);
            follow(first);
        } finally {
            interrupts.close();
            end();
        }
    }

    private void beside(RunHandle first) {
        try {
            follow(first);
        } catch (ShellError error) {
            call.session().report(error, Optional.empty());
        } catch (ClosedPipe gone) {
            // The terminal is gone, and with it whoever could be told.
        } catch (ProblemException exception) {
            call.session().report(Problems.error(exception, call.line().source()), Optional.empty());
        } finally {
            end();
        }
    }

    private void follow(RunHandle first) {
        List<RunEvent.Finished> finished = new ArrayList<>();
        try {
            finished.add(first.await());
            for (Start start : starts.subList(1, starts.size())) {
                if (stopped() || unheard().isPresent() || finished.getLast().status() == RunEvent.Status.FAILED) {
                    break;
                }
                RunHandle next = start.start(this::hear);
                keep(next);
                finished.add(next.await());
            }
        } catch (InterruptedException interrupt) {
            stop();
        }
        conclude(finished);
    }

    private void conclude(List<RunEvent.Finished> finished) {
        if (unheard().isPresent()) {
            throw unheard().get();
        }
        if (stopped()) {
            String advice =
                    finished.isEmpty() ? "" : ": resume " + finished.getLast().run() + " goes on";
            throw ShellError.of(ErrorCode.INTERRUPTED, "interrupted, everything is kept" + advice);
        }
        RunEvent.Finished last = finished.getLast();
        if (last.status() == RunEvent.Status.FAILED) {
            throw ShellError.of(ErrorCode.RUN_FAILED, "run " + last.run() + " failed: " + last.reason());
        }
        if (finished.size() > 1) {
            List<Integer> numbers =
                    finished.stream().map(RunEvent.Finished::run).toList();
            Comparisons.show(call.out(), workspace.compare(numbers));
        }
        if (last.reason().equals(MEASURED)) {
            workspace.evaluation(last.run()).ifPresent(found -> Evaluations.show(call.out(), found));
            requireGates(last);
            return;
        }
        call.out().next("next: report " + last.run() + ", samples " + last.run() + ", explain " + last.run() + "/1");
        closing.ifPresent(call.out()::advice);
        requireGates(finished.getFirst());
    }

    private void requireGates(RunEvent.Finished finished) {
        for (Gate gate : gates) {
            if (!gate.passes(finished)) {
                throw ShellError.of(ErrorCode.GATE, "'" + gate.text() + "' is not met: " + gate.found(finished));
            }
        }
    }

    /// Shows an event. Where it cannot be written, the run is stopped as by Ctrl-C: a listener that throws would break
    /// the run off.
    private void hear(RunEvent event) {
        follow(event);
        if (unheard().isEmpty()) {
            try {
                show(event);
            } catch (ClosedPipe | ShellError unwritten) {
                giveUp(unwritten);
            }
        }
    }

    private synchronized void giveUp(RuntimeException unwritten) {
        unheard = Optional.of(unwritten);
        current.ifPresent(RunHandle::stop);
    }

    private synchronized Optional<RuntimeException> unheard() {
        return unheard;
    }

    private void show(RunEvent event) {
        if (events) {
            EventJson.of(event).ifPresent(json -> call.out().event(json, lines(event)));
        } else {
            beside(event);
        }
        if (event instanceof RunEvent.Decided decided && tellable(decided)) {
            call.out().lines(List.of(text.decided(decided.sample())));
        }
        if (event instanceof RunEvent.Progress step) {
            String total = step.total() > 0 ? "/" + step.total() : "";
            call.out()
                    .progress(progress().title() + "   round " + step.round() + " " + step.stage() + "   " + step.done()
                            + total + "  " + step.note());
        }
    }

    /// What is to be known of an evaluation beside its result.
    private void beside(RunEvent event) {
        if (event instanceof RunEvent.ModelDown || event instanceof RunEvent.ModelUp) {
            lines(event).forEach(call.out()::note);
        }
        if (event instanceof RunEvent.RoundFinished round) {
            round.health()
                    .forEach(alarm -> call.out().note(Printable.of("alarm " + alarm.alarm() + ": " + alarm.message())));
        }
    }

    private List<String> lines(RunEvent event) {
        return switch (event) {
            case RunEvent.Started started -> text.started(started);
            case RunEvent.RoundFinished round -> text.round(round);
            case RunEvent.ModelDown down -> text.down(down);
            case RunEvent.ModelUp up -> text.up(up);
            case RunEvent.Finished finished -> text.finished(finished);
            case RunEvent.Progress step -> List.of();
            case RunEvent.Decided decided -> List.of();
        };
    }

    /// The first sample of each verdict in each round, for people who watch.
    private boolean tellable(RunEvent.Decided decided) {
        String kind = decided.run() + " " + decided.round() + " "
                + decided.sample().verdict().word();
        return call.out().terminal() && !call.out().format().machine() && shown.add(kind);
    }

    private synchronized void follow(RunEvent event) {
        switch (event) {
            case RunEvent.Started started -> {
                rounds.clear();
                progress = new RunProgress(EventText.title(started), "starting", 0, 0, List.of());
            }
            case RunEvent.Progress step ->
                progress = new RunProgress(
                        progress.title(),
                        "round " + step.round() + " " + step.stage(),
                        step.done(),
                        step.total(),
                        rounds);
            case RunEvent.RoundFinished round -> {
                rounds.add(new RunProgress.Round(
                        round.round(),
                        round.generated(),
                        round.accepted(),
                        round.rejected(),
                        round.quarantined(),
                        round.ungraded(),
                        round.heldOut()
                                .filter(Measured::determined)
                                .map(score -> new RunProgress.Score(score.score(), score.low(), score.high()))));
                progress = new RunProgress(progress.title(), "round " + round.round() + " done", 0, 0, rounds);
            }
            case RunEvent.Decided decided -> {}
            case RunEvent.ModelDown down ->
                progress = new RunProgress(progress.title(), "waits for model '" + down.model() + "'", 0, 0, rounds);
            case RunEvent.ModelUp up ->
                progress = new RunProgress(progress.title(), "model '" + up.model() + "' answers", 0, 0, rounds);
            case RunEvent.Finished finished -> {}
        }
    }

    private synchronized void keep(RunHandle handle) {
        current = Optional.of(handle);
        if (stopping || unheard.isPresent()) {
            handle.stop();
        }
    }

    private synchronized boolean stopped() {
        return stopping;
    }

    private synchronized void end() {
        ended = true;
    }

    @Override
    public synchronized RunProgress progress() {
        return progress;
    }

    @Override
    public synchronized boolean ended() {
        return ended;
    }

    @Override
    public synchronized void stop() {
        stopping = true;
        current.ifPresent(RunHandle::stop);
    }
}
