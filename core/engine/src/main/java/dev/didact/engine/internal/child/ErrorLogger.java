package dev.didact.engine.internal.child;

import java.io.PrintStream;
import java.io.Serial;
import org.jspecify.annotations.Nullable;
import org.slf4j.Marker;
import org.slf4j.event.Level;
import org.slf4j.helpers.LegacyAbstractLogger;
import org.slf4j.helpers.MessageFormatter;

/// The log of an isolated plugin: standard error, which the other end writes to its own log.
final class ErrorLogger extends LegacyAbstractLogger {
    @Serial
    private static final long serialVersionUID = 1;

    private final transient PrintStream out;

    ErrorLogger(String name, PrintStream out) {
        this.name = name;
        this.out = out;
    }

    @Override
    public boolean isTraceEnabled() {
        return false;
    }

    @Override
    public boolean isDebugEnabled() {
        return false;
    }

    @Override
    public boolean isInfoEnabled() {
        return true;
    }

    @Override
    public boolean isWarnEnabled() {
        return true;
    }

    @Override
    public boolean isErrorEnabled() {
        return true;
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
        out.println(MessageFormatter.basicArrayFormat(pattern, arguments) + (thrown == null ? "" : ": " + thrown));
    }
}
