package dev.didact.engine.internal.host;

import com.sun.management.HotSpotDiagnosticMXBean;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Why the class loader of a plugin stays in memory. A thread is found for certain, among those that run; what else
/// keeps a loader lies in tables of the JDK that cannot be read, so there the calls in the plugin's classes are the
/// evidence, and the words say so.
final class LeakCause {
    private static final Logger LOG = LoggerFactory.getLogger(LeakCause.class);

    /// A call in a class file, and what it leaves behind.
    private record Trace(String call, String leaves) {}

    private static final List<Trace> TRACES = List.of(
            new Trace("addShutdownHook", "a shutdown hook"),
            new Trace("registerDriver", "a JDBC driver that stays registered"),
            new Trace("setDefaultUncaughtExceptionHandler", "a handler of uncaught exceptions"),
            new Trace("registerMBean", "a management bean"),
            new Trace("java/lang/ThreadLocal", "a thread local"));

    /// A thread of a dump begins with `#31 "name"`, its frames are indented.
    private static final Pattern THREAD = Pattern.compile("^#\\d+ \"(.*)\".*$");
    private static final Pattern FRAME = Pattern.compile("^\\s+(?:at )?(?:[^\\s/]*/)*([\\w.$]+)\\.[\\w$<>]+\\(.*$");

    private LeakCause() {}

    /// The likeliest cause, in words for the person at the prompt.
    static String of(StrictLoader loader) {
        return thread(loader)
                .or(() -> virtualThread(loader))
                .or(() -> trace(loader))
                .orElse("unknown: something outside of the plugin refers to it");
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

    private static Optional<String> caller(Path code, byte[] name) {
        try {
            return Files.isDirectory(code) ? callerInFolder(code, name) : callerInJar(code, name);
        } catch (IOException | UncheckedIOException e) {
            LOG.debug("{} cannot be read", code, e);
            return Optional.empty();
        }
    }

    private static Optional<String> callerInFolder(Path folder, byte[] name) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(one -> one.toString().endsWith(".class"))
                    .sorted()
                    .toList()) {
                if (Archive.names(Files.readAllBytes(file), name)) {
                    return Optional.of(
                            Archive.className(folder.relativize(file).toString().replace('\\', '/')));
                }
            }
        }
        return Optional.empty();
    }

    private static Optional<String> callerInJar(Path jar, byte[] name) throws IOException {
        if (!Files.isRegularFile(jar)) {
            return Optional.empty();
        }
        try (var zip = new ZipFile(jar.toFile())) {
            for (ZipEntry entry : Collections.list(zip.entries())) {
                if (entry.getName().endsWith(".class")) {
                    try (var in = zip.getInputStream(entry)) {
                        if (Archive.names(in.readAllBytes(), name)) {
                            return Optional.of(Archive.className(entry.getName()));
                        }
                    }
                }
            }
        }
        return Optional.empty();
    }
}
