package dev.didact.shell.screen;

import java.util.HashMap;
import org.jline.reader.impl.LineReaderImpl;
import org.jline.terminal.Terminal;

/// A line editor that lets others write to its terminal under its own lock. The editor's `printAbove` is safe from any
/// thread, its status rows are not; painted under this lock they are.
final class LockedLineReader extends LineReaderImpl {

    LockedLineReader(Terminal terminal, String name) {
        super(terminal, name, new HashMap<>());
    }

    /// Runs the action while the editor does not touch the terminal.
    void locked(Runnable action) {
        lock.lock();
        try {
            action.run();
        } finally {
            lock.unlock();
        }
    }
}
