package dev.didact.shell.command;

import dev.didact.engine.Draft;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/// The draft of a sitting with its earlier states.
final class DraftHistory {
    private final Deque<Draft> states = new ArrayDeque<>();
    private Optional<Path> file = Optional.empty();
    private Optional<Draft> saved = Optional.empty();

    Optional<Draft> current() {
        return Optional.ofNullable(states.peek());
    }

    /// Begins another draft; `undo` goes back to the one before.
    void begin(Draft draft) {
        file = Optional.empty();
        states.push(draft);
    }

    void edit(Draft draft) {
        states.push(draft);
    }

    /// Goes back to the state before; false where there is none.
    boolean undo() {
        if (states.isEmpty()) {
            return false;
        }
        states.pop();
        return true;
    }

    /// Remembers that the draft as it is stands in a file.
    void savedAs(Path path) {
        file = Optional.of(path);
        saved = current();
    }

    /// Whether this sitting wrote the file.
    boolean wrote(Path path) {
        return file.filter(path::equals).isPresent();
    }

    /// Whether the draft has changes that no file has.
    boolean changed() {
        return current().isPresent() && !current().equals(saved);
    }
}
