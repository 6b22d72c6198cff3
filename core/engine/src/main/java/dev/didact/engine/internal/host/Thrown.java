package dev.didact.engine.internal.host;

import java.lang.reflect.InvocationTargetException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a plugin threw, as far as it can be shown: class, message, and the author's line. Nothing that the exception's
/// own code does can harm.
final class Thrown {
    private static final int LONGEST = 400;

    private Thrown() {}

    /// Class and message: `IllegalStateException: no such page`.
    static String of(Throwable thrown) {
        String message = message(thrown);
        String type = thrown.getClass().getSimpleName();
        return message.isEmpty() ? type : type + ": " + message;
    }

    /// What it is about, where it only wraps another.
    static Throwable unwrapped(Throwable thrown) {
        boolean wraps = thrown instanceof ExceptionInInitializerError || thrown instanceof InvocationTargetException;
        Throwable cause = thrown.getCause();
        return wraps && cause != null ? cause : thrown;
    }

    /// The topmost line of the author's own code: `org.example.Essay.open(Essay.java:31)`; empty where there is none.
    static String line(Throwable thrown, ClassLoader loader) {
        @Nullable Throwable current = thrown;
        for (int depth = 0; current != null && depth < 10; depth++) {
            String line = line(List.of(current.getStackTrace()), loader);
            if (!line.isEmpty()) {
                return line;
            }
            current = current.getCause();
        }
        return "";
    }

    /// The same of a stack.
    static String line(List<StackTraceElement> stack, ClassLoader loader) {
        for (StackTraceElement frame : stack) {
            if (loader instanceof StrictLoader strict && strict.isAuthors(frame.getClassName())) {
                return frame.getClassName() + "." + frame.getMethodName() + "(" + frame.getFileName() + ":"
                        + frame.getLineNumber() + ")";
            }
        }
        return "";
    }

    private static String message(Throwable thrown) {
        String message;
        try {
            message = thrown.getMessage();
        } catch (RuntimeException | StackOverflowError e) {
            return "its message cannot be read";
        }
        if (message == null) {
            return "";
        }
        return message.length() > LONGEST ? message.substring(0, LONGEST) + "…" : message;
    }
}
