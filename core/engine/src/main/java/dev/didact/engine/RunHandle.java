package dev.didact.engine;

/// A run that goes on in this process. Safe for use by many threads.
public interface RunHandle {
    /// Its number in the workspace.
    int run();

    /// Asks it to stop; what is done is kept and `resume` goes on. Returns at once.
    void stop();

    /// Waits for its end, or for its stop.
    ///
    /// @throws ProblemException if the environment or a plugin ended it; everything done is kept
    /// @throws InterruptedException if the waiting thread was interrupted; the run goes on
    RunEvent.Finished await() throws InterruptedException;
}
