package dev.didact.engine.internal.host;

import com.sun.management.HotSpotDiagnosticMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Why the class loader of a plugin stays in memory. A thread and a JDBC driver are found for certain; what
/// else keeps a loader lies in tables of the JDK that cannot be read, so there the calls in the plugin's classes are
/// the evidence, and the words say so.
final class LeakCause {
    private static final Logger LOG = LoggerFactory.getLogger(LeakCause.class);

    /// A call in a class file, and what it leaves behind.
    private record Trace(String call, String leaves) {}

    private static final List<Trace> TRACES = List.of(
            new Trace("addShutdownHook", "a shutdown hook"),
            new Trace("setDefaultUncaughtExceptionHandler", "a handler of uncaught exceptions"),
            new Trace("registerMBean", "a management bean"),
            new Trace("java/lang/ThreadLocal", "a thread local"));

    /// A thread of a dump begins with `#31 "name"`, its frames are indented.
    private static final Pattern THREAD = Pattern.compile("^#\\d+ \"(.*)\".*$");
    private static final Pattern FRAME = Pattern.compile("^\\s+(?:at )?(?:[^\\s/]*/)*([\\w.$]+)\\.[\\w$<>]+\\(.*$");

    /// How the words begin where the cause is not known.
    static final String UNKNOWN = "unknown";

    private LeakCause() {}

    /// The likeliest cause, in words for the person at the prompt.
    static String of(StrictLoader loader) {
        return thread(loader)
                .or(() -> virtualThread(loader))
                .or(() -> driver(loader))
                .or(() -> trace(loader))
                .orElse(UNKNOWN + ": something outside of the plugin refers to it");
    }

    private static Optional<String> thread(StrictLoader loader) {
        for (Map.Entry<Thread, StackTraceElement[]> each :
                Thread.getAllStackTraces().entrySet()) {
            Thread thread = each.getKey();
            boolean its = thread.getContextClassLoader() == loader
                    || thread.getClass().getClassLoader() == loader
                    || Stream.of(each.getValue()).anyMatch(frame -> loader.loaded(frame.getClassName()));
            if (its) {
                return Optional.of("thread '" + thread.getName() + "' of it still runs");
            }
        }
        return Optional.empty();
    }

    /// Virtual threads are in no list but the one that the JVM writes into a file.
    private static Optional<String> virtualThread(StrictLoader loader) {
        try {
            Path folder = Files.createTempDirectory("didact-threads-");
            Path file = folder.resolve("threads.txt");
            try {
                ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class)
                        .dumpThreads(file.toString(), HotSpotDiagnosticMXBean.ThreadDumpFormat.TEXT_PLAIN);
                return inDump(Files.readAllLines(file), loader);
            } finally {
                Files.deleteIfExists(file);
                Files.delete(folder);
            }
        } catch (IOException | RuntimeException e) {
            LOG.debug("the threads cannot be listed", e);
            return Optional.empty();
        }
    }

    private static Optional<String> inDump(List<String> lines, StrictLoader loader) {
        String name = "";
        for (String line : lines) {
            Matcher thread = THREAD.matcher(line);
            Matcher frame = FRAME.matcher(line);
            if (thread.matches()) {
                name = thread.group(1);
            } else if (frame.matches() && loader.loaded(frame.group(1))) {
                return Optional.of("virtual thread '" + name + "' of it still runs " + frame.group(1));
            }
        }
        return Optional.empty();
    }

    private static Optional<String> driver(StrictLoader loader) {
        return RegisteredDrivers.of(loader).stream()
                .findFirst()
                .map(driver -> "JDBC driver " + driver + " of it stays registered");
    }

    private static Optional<String> trace(StrictLoader loader) {
        for (Trace trace : TRACES) {
            for (Path code : loader.code()) {
                Optional<String> caller = caller(code, trace.call().getBytes(StandardCharsets.UTF_8));
                if (caller.isPresent()) {
                    return Optional.of("probably " + trace.leaves() + ": its class " + caller.get() + " uses "
                            + trace.call().replace('/', '.'));
                }
            }
        }
        return Optional.empty();
    }

    private static Optional<String> caller(Path code, byte[] call) {
        try {
            return ClassFiles.first(
                    code,
                    (name, classFile) -> ClassFiles.names(classFile, call) ? Optional.of(name) : Optional.empty());
        } catch (IOException e) {
            LOG.debug("{} cannot be read", code, e);
            return Optional.empty();
        }
    }
}
