package dev.didact.engine.internal.process;

import dev.didact.engine.KnownSecrets;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import org.slf4j.Logger;

/// What a process writes to standard error: all of it goes to the log with
/// secrets masked, the last lines are kept for the message when it
/// fails. A line without end comes in pieces.
final class ErrorLines {
    private static final int KEPT = 8;
    private static final int LONGEST = 1 << 13;
    private static final int LONGEST_KEPT = 300;
    private static final Duration AFTER_END = Duration.ofSeconds(2);

    private final Deque<String> last = new ArrayDeque<>();
    private final Thread reader;

    ErrorLines(Process process, Logger log) {
        reader = Thread.ofPlatform()
                .daemon()
                .name("standard error of " + process.pid())
                .start(() -> read(process, log));
    }

    private void read(Process process, Logger log) {
        try {
            var lines = new LineReader(process.getErrorStream(), LONGEST);
            for (Optional<LineReader.Line> line = lines.next(); line.isPresent(); line = lines.next()) {
                String text = KnownSecrets.masked(line.get().text());
                log.info("{}", text);
                keep(text);
            }
        } catch (IOException e) {
            log.debug("standard error of {} ends", process.pid(), e);
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
