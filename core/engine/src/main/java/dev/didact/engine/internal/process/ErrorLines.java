package dev.didact.engine.internal.process;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import org.slf4j.Logger;

/// What a process writes to standard error: all of it goes to the log, the last lines are kept for the message when it
/// fails.
final class ErrorLines {
    private static final int KEPT = 8;
    private static final int LONGEST = 300;
    private static final Duration AFTER_END = Duration.ofSeconds(2);

    private final Deque<String> last = new ArrayDeque<>();
    private final Thread reader;

    ErrorLines(Process process, Logger log) {
        reader = Thread.ofPlatform()
                .daemon()
                .name("standard error of " + process.pid())
                .start(() -> {
                    try (var lines = new BufferedReader(
                            new InputStreamReader(process.getErrorStream(), StandardCharsets.UTF_8))) {
                        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                            log.info("{}", line);
                            keep(line);
                        }
                    } catch (IOException e) {
                        log.debug("standard error of {} ends", process.pid(), e);
                    }
                });
    }

    private synchronized void keep(String line) {
        if (last.size() == KEPT) {
            last.removeFirst();
        }
        last.addLast(line.length() > LONGEST ? line.substring(0, LONGEST) + "…" : line);
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
