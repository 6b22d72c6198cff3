package dev.didact.engine.internal.plugin;

import java.io.Serial;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Marker;
import org.slf4j.event.Level;
import org.slf4j.helpers.LegacyAbstractLogger;
import org.slf4j.helpers.MessageFormatter;

/// A log whose entries are lines: the message, and what was thrown.
public class LineLogger extends LegacyAbstractLogger {
    @Serial
    private static final long serialVersionUID = 1;

    private final Level least;
    private final transient Consumer<String> lines;

    /// @param least the least level that is written
    /// @param lines takes each line
    public LineLogger(String name, Level least, Consumer<String> lines) {
        this.name = name;
        this.least = least;
        this.lines = lines;
    }

    private boolean writes(Level level) {
        return level.toInt() >= least.toInt();
    }

    @Override
    public boolean isTraceEnabled() {
        return writes(Level.TRACE);
    }

    @Override
    public boolean isDebugEnabled() {
        return writes(Level.DEBUG);
    }

    @Override
    public boolean isInfoEnabled() {
        return writes(Level.INFO);
    }

    @Override
    public boolean isWarnEnabled() {
        return writes(Level.WARN);
    }

    @Override
    public boolean isErrorEnabled() {
        return writes(Level.ERROR);
    }

    @Override
    protected @Nullable String getFullyQualifiedCallerName() {
        return null;
    }

    @Override
    protected void handleNormalizedLoggingCall(
            Level level,
            @Nullable Marker marker,
            String pattern,
            Object @Nullable [] arguments,
            @Nullable Throwable thrown) {
        lines.accept(MessageFormatter.basicArrayFormat(pattern, arguments) + (thrown == null ? "" : ": " + thrown));
    }
}
