package dev.didact.shell.command;

/// A run that goes on while the prompt is used. Safe to call from any thread.
public interface RunningRun {

    /// How far it is.
    RunProgress progress();

    /// True once nothing more will come.
    boolean ended();

    /// Stops after the sample in hand and keeps everything; returns at once.
    void stop();
}
