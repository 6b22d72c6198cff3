package dev.didact.engine.internal.loop;

import dev.didact.engine.RunEvent;
import dev.didact.engine.RunHandle;
import java.util.function.Consumer;

/// A run that is over: going on with it tells its end again and makes no call.
final class FinishedRun implements RunHandle {
    private final int run;
    private final RunEvent.Finished finished;

    FinishedRun(StoredRun stored, Consumer<RunEvent> listener) {
        this.run = stored.summary().run();
        this.finished = stored.finished().orElseThrow();
        listener.accept(finished);
    }

    @Override
    public int run() {
        return run;
    }

    @Override
    public void stop() {}

    @Override
    public RunEvent.Finished await() {
        return finished;
    }
}
