package dev.didact.shell.output;

/// The reader of the output went away, as `| head -1` does. It ends the program without a word.
public final class ClosedPipe extends RuntimeException {
    private static final long serialVersionUID = 1;

    ClosedPipe() {
        super("the reader closed the pipe", null, false, false);
    }
}
