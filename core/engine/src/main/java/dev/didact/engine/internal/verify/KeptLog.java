package dev.didact.engine.internal.verify;

import dev.didact.engine.internal.plugin.LineLogger;
import java.io.Serial;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.slf4j.event.Level;

/// A log that is kept as it was written, at every level.
final class KeptLog extends LineLogger {
    @Serial
    private static final long serialVersionUID = 1;

    private final transient List<String> lines;

    KeptLog() {
        this(new CopyOnWriteArrayList<>());
    }

    private KeptLog(List<String> lines) {
        super("looked at", Level.TRACE, lines::add);
        this.lines = lines;
    }

    /// What was written so far.
    List<String> lines() {
        return List.copyOf(lines);
    }
}
