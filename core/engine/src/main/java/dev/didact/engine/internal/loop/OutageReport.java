package dev.didact.engine.internal.loop;

import dev.didact.engine.RunEvent;
import dev.didact.engine.internal.journal.Journal;
import dev.didact.engine.internal.model.Outages;
import dev.didact.engine.internal.record.Records;
import dev.didact.engine.internal.workspace.Kinds;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;

/// Writes into the journal of a run, and tells whoever listens, that a model answers nobody and that it answers again.
///
/// @param run number of the run
/// @param journal its journal
/// @param listener hears it
/// @param patience how long a model is waited for that answered before
record OutageReport(int run, Journal journal, Consumer<RunEvent> listener, Duration patience) implements Outages {
    @Override
    public void down(String model, String why, Duration left, Optional<String> fallback) {
        tell(
                Kinds.MODEL_DOWN,
                new RunEvent.ModelDown(
                        run,
                        model,
                        why,
                        fallback,
                        fallback.map(other -> "'" + other + "' answers in its place until it does")
                                .orElseGet(() -> "calls to it wait and none is lost; the run goes on by itself when it"
                                        + " answers, and pauses if it has not in " + words(left))));
    }

    @Override
    public void up(String model) {
        tell(Kinds.MODEL_UP, new RunEvent.ModelUp(run, model));
    }

    private void tell(String kind, RunEvent event) {
        journal.appendDurably(kind, Records.write(event));
        listener.accept(event);
    }

    private static String words(Duration left) {
        return left.compareTo(Duration.ofMinutes(2)) < 0 ? left.toSeconds() + " s" : left.toMinutes() + " minutes";
    }
}
