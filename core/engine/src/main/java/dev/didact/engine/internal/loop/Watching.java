package dev.didact.engine.internal.loop;

import dev.didact.engine.RunEvent;
import dev.didact.engine.internal.journal.Event;
import dev.didact.engine.internal.journal.JournalReader;
import dev.didact.engine.internal.record.Records;
import dev.didact.engine.internal.workspace.Kinds;
import dev.didact.engine.internal.workspace.RunFolder;
import java.util.Optional;
import java.util.function.Consumer;

/// Tells the events of a run from its journal, while it goes on in whichever process.
final class Watching {
    private static final long PAUSE_MILLIS = 200;

    private Watching() {}

    /// Tells all events up to the run's end; for a run that nobody writes, up to what is there.
    static void watch(RunFolder folder, Consumer<RunEvent> listener) throws InterruptedException {
        listener.accept(StoredRun.of(folder).opened().started(folder.number()));
        long decided = 0;
        long accepted = 0;
        int round = 0;
        try (JournalReader reader = folder.read()) {
            while (true) {
                Optional<Event> next = reader.next();
                if (next.isEmpty()) {
                    if (folder.writer().isEmpty() && reader.next().isEmpty()) {
                        return;
                    }
                    Thread.sleep(PAUSE_MILLIS);
                    continue;
                }
                Event event = next.get();
                switch (event.kind()) {
                    case Kinds.SAMPLE -> {
                        decided++;
                        accepted += event.data()
                                        .path("verdict")
                                        .path("verdict")
                                        .asString("")
                                        .equals("accepted")
                                ? 1
                                : 0;
                        listener.accept(new RunEvent.Progress(
                                folder.number(), round, "generate", decided, 0, accepted + " accepted"));
                    }
                    case Kinds.ROUND -> {
                        double seconds = event.data().path(RunLog.SECONDS).doubleValue();
                        RunEvent.RoundFinished finished =
                                Records.read(event.data().get("event"), RunEvent.RoundFinished.class);
                        listener.accept(finished.took(seconds));
                        round = finished.round() + 1;
                        decided = 0;
                        accepted = 0;
                    }
                    case Kinds.MODEL_DOWN, Kinds.MODEL_UP ->
                        listener.accept(Records.read(event.data(), RunEvent.class));
                    case Kinds.FINISHED -> {
                        listener.accept(Records.read(event.data(), RunEvent.Finished.class));
                        return;
                    }
                    default -> {}
                }
            }
        }
    }
}
