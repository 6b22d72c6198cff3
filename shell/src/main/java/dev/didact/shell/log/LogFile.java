package dev.didact.shell.log;

import dev.didact.engine.KnownSecrets;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.event.Level;

/// `didact.log` of the workspace that was used last. Beyond its bound it is moved to `didact.log.1`, over the one that
/// was moved before. Each entry is appended on its own, so that several processes may share the file. One that cannot
/// be written is lost: the log must not be what stops the work. Secrets that were handed to plugins are left out. Safe
/// for use by many threads.
public final class LogFile {
    static final String NAME = "didact.log";
    static final String BEFORE = "didact.log.1";

    /// Bytes after which the file is moved.
    static final long BOUND = 1 << 20;

    private static final int LONGEST_MESSAGE = 4_000;
    private static final String HOST = "host";

    private static Optional<Path> folder = Optional.empty();
    private static Optional<Path> written = Optional.empty();

    private LogFile() {}

    /// Says in which folder the log is from now on; makes nothing.
    public static synchronized void in(Path workspace) {
        if (!folder.equals(Optional.of(workspace))) {
            folder = Optional.of(workspace);
            written = Optional.empty();
        }
    }

    /// The file, if something was written to it since its folder was named.
    public static synchronized Optional<Path> written() {
        return written;
    }

    /// Writes an entry: time, level, thread, plugin, who says it, what, and the stack trace.
    ///
    /// @param thrown what was thrown, if anything
    public static void write(Level level, String logger, String message, @Nullable Throwable thrown) {
        Thread thread = Thread.currentThread();
        String name = thread.getName().isEmpty() ? "thread-" + thread.threadId() : thread.getName();
        var entry = new StringWriter();
        entry.append("%s %-5s [%s] [%s] %s: %s%n"
                .formatted(Instant.now(), level, name, plugin(thread), logger, cut(message)));
        if (thrown != null) {
            thrown.printStackTrace(new PrintWriter(entry, true));
        }
        append(KnownSecrets.masked(entry.toString()));
    }

    /// The plugin whose code the thread runs; its class loader bears its name.
    private static String plugin(Thread thread) {
        return Optional.ofNullable(thread.getContextClassLoader())
                .map(ClassLoader::getName)
                .filter(name -> !name.equals("app"))
                .orElse(HOST);
    }

    private static String cut(String message) {
        return message.length() <= LONGEST_MESSAGE ? message : message.substring(0, LONGEST_MESSAGE) + "…";
    }

    private static synchronized void append(String entry) {
        if (folder.isEmpty()) {
            return;
        }
        try {
            Path file = Files.createDirectories(folder.get()).resolve(NAME);
            if (Files.exists(file) && Files.size(file) > BOUND) {
                Files.move(file, file.resolveSibling(BEFORE), StandardCopyOption.REPLACE_EXISTING);
            }
            Files.write(
                    file, entry.getBytes(StandardCharsets.UTF_8), StandardOpenOption.CREATE, StandardOpenOption.APPEND);
            written = Optional.of(file);
        } catch (IOException lost) {
            written = Optional.empty();
        }
    }
}
