package dev.didact.engine.internal.process;

import dev.didact.engine.KnownSecrets;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.regex.Pattern;
import org.slf4j.Logger;

/// What a process writes to standard error: all of it goes to the log with secrets masked, the last lines are kept for
/// the message when it fails. A line without end comes in pieces, each of which holds back what a secret that goes on
/// in the next one may have begun.
final class ErrorLines {
    private static final int KEPT = 8;
    private static final int LONGEST = 1 << 13;
    private static final int LONGEST_KEPT = 300;
    private static final Duration AFTER_END = Duration.ofSeconds(1);

    private final Deque<String> last = new ArrayDeque<>();
    private final Thread reader;

    ErrorLines(Process process, Logger log) {
        reader = Thread.ofPlatform()
                .daemon()
                .name("standard error of " + process.pid())
                .start(() -> read(process, log));
    }

    private void read(Process process, Logger log) {
        String held = "";
        try {
            var lines = new LineReader(process.getErrorStream(), LONGEST);
            for (Optional<LineReader.Line> line = lines.next(); line.isPresent(); line = lines.next()) {
                String text = KnownSecrets.masked(held + line.get().text());
                int told = line.get().whole() ? text.length() : Math.max(0, text.length() - KnownSecrets.longest());
                held = text.substring(told);
                if (told > 0 || line.get().whole()) {
                    tell(text.substring(0, told), log);
                }
            }
        } catch (IOException e) {
            log.debug("standard error of {} ends", process.pid(), e);
        }
        if (!held.isEmpty()) {
            tell(held, log);
        }
    }

    /// What is wrong with the log must not keep a process from writing.
    private void tell(String line, Logger log) {
        keep(line);
        try {
            log.info("{}", line);
        } catch (RuntimeException e) {
            keep("(the log failed: " + e + ")");
        }
    }

    /// Whether one of the last lines of a process that has ended holds this.
    boolean has(Pattern pattern) throws InterruptedException {
        reader.join(AFTER_END);
        synchronized (this) {
            return last.stream().anyMatch(line -> pattern.matcher(line).find());
        }
    }

    private synchronized void keep(String line) {
        if (last.size() == KEPT) {
            last.removeFirst();
        }
        last.addLast(line.length() > LONGEST_KEPT ? line.substring(0, LONGEST_KEPT) + "…" : line);
    }

    /// The last lines of a process that has ended, as the end of a message.
    String told() throws InterruptedException {
        reader.join(AFTER_END);
        synchronized (this) {
            return last.isEmpty()
                    ? "; it wrote nothing to standard error"
                    : "; its last lines: " + String.join(" | ", last);
        }
    }
}
