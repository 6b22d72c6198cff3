package dev.didact.engine.internal.process;

import dev.didact.api.Fault;

/// A program did not do what the protocol asks. The message names the program, what it did, and its last lines.
final class ProgramFailure extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient Fault fault;

    ProgramFailure(Fault.Kind kind, String message) {
        super(message);
        this.fault = new Fault(kind, message);
    }

    Fault fault() {
        return fault;
    }
}
