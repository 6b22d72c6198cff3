package dev.didact.engine.internal.host;

import java.io.PrintWriter;
import java.io.Writer;
import java.lang.reflect.InvocationTargetException;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// What a plugin threw, as far as it can be shown: class, message, and the author's line. The exception's own code is
/// asked for them, and whatever that throws does no harm; how long it takes is for the caller to bound.
final class Thrown {
    private static final int LONGEST = 400;
    private static final int MOST_CAUSES = 100;

    private Thrown() {}

    /// Class and message: `IllegalStateException: no such page`.
    static String of(Throwable thrown) {
        String message = message(thrown);
        // An anonymous class has no simple name, and of a nested one the class that it stands in may be missing.
        String type = read(thrown.getClass()::getSimpleName)
                .filter(name -> !name.isEmpty())
                .orElseGet(() -> thrown.getClass().getName());
        return message.isEmpty() ? type : type + ": " + message;
    }

    /// What it is about, where it only wraps another.
    static Throwable unwrapped(Throwable thrown) {
        boolean wraps = thrown instanceof ExceptionInInitializerError || thrown instanceof InvocationTargetException;
        return wraps ? read(thrown::getCause).orElse(thrown) : thrown;
    }

    /// Whether it can be handed on: whoever walks its causes or writes it to a log comes to an end and meets nothing
    /// that throws.
    static boolean isReadable(Throwable thrown) {
        return read(() -> {
                    thrown.printStackTrace(new PrintWriter(Writer.nullWriter()));
                    return causes(thrown);
                })
                .filter(causes -> causes < MOST_CAUSES)
                .isPresent();
    }

    private static int causes(Throwable thrown) {
        int causes = 0;
        for (Throwable at = thrown; at != null && causes < MOST_CAUSES; at = at.getCause()) {
            causes++;
        }
        return causes;
    }

    /// The topmost line of the author's own code: `org.example.Essay.open(Essay.java:31)`; empty where there is none.
    static String line(Throwable thrown, ClassLoader loader) {
        Optional<Throwable> current = Optional.of(thrown);
        for (int depth = 0; current.isPresent() && depth < 10; depth++) {
            Throwable at = current.get();
            String line = line(read(() -> List.of(at.getStackTrace())).orElse(List.of()), loader);
            if (!line.isEmpty()) {
                return line;
            }
            current = read(at::getCause);
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

    /// Its message; empty if it has none.
    static String message(Throwable thrown) {
        String message;
        try {
            message = thrown.getMessage();
        } catch (Throwable unreadable) {
            return "its message cannot be read";
        }
        if (message == null) {
            return "";
        }
        return message.length() > LONGEST ? message.substring(0, LONGEST) + "…" : message;
    }

    /// What an exception says of itself; empty if it says nothing, or throws.
    private static <T> Optional<T> read(Supplier<? extends @Nullable T> reading) {
        try {
            return Optional.ofNullable(reading.get());
        } catch (Throwable unreadable) {
            return Optional.empty();
        }
    }
}
