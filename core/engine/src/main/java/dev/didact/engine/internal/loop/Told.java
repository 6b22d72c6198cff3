package dev.didact.engine.internal.loop;

import dev.didact.engine.RunEvent;
import java.util.function.Consumer;

/// Tells a listener the events of one run. They come from the run and from its learner; the listener hears one at a
/// time.
final class Told implements Consumer<RunEvent>, Planner.Progressing {
    private final RunNumber number;
    private final Consumer<RunEvent> listener;
    private int round;

    Told(RunNumber number, Consumer<RunEvent> listener) {
        this.number = number;
        this.listener = listener;
    }

    /// Goes on in a round.
    synchronized void startAt(int firstRound) {
        round = firstRound;
    }

    @Override
    public synchronized void accept(RunEvent event) {
        listener.accept(event);
        if (event instanceof RunEvent.RoundFinished finished) {
            round = finished.round() + 1;
        }
    }

    @Override
    public synchronized void progress(long done, long total, String note) {
        listener.accept(new RunEvent.Progress(number.folder().number(), round, "learn", done, total, note));
    }
}
