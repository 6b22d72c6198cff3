package dev.didact.engine.internal.process;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;

/// A process and all that it started. What a process started hangs on it no more when it has ended, so it is noted
/// before, and where the system shows the variables of processes it is found by a mark among them, which each process
/// hands on to those that it starts. Safe for use by many threads.
final class ProcessTree {
    private static final String VARIABLE = "DIDACT_PROCESS";
    private static final Path SHOWN = Path.of("/proc");

    /// How often it looks again for what was started while it was ending the others.
    private static final int MOST_LOOKS = 3;

    private static final AtomicLong COUNTED = new AtomicLong();

    private final Process process;
    private final String mark;
    private final Set<ProcessHandle> noted = ConcurrentHashMap.newKeySet();

    private ProcessTree(Process process, String mark) {
        this.process = process;
        this.mark = mark;
    }

    /// Starts a process that has the mark.
    static ProcessTree start(ProcessBuilder builder) throws IOException {
        String mark = ProcessHandle.current().pid() + "-" + COUNTED.incrementAndGet();
        builder.environment().put(VARIABLE, mark);
        return new ProcessTree(builder.start(), VARIABLE + "=" + mark);
    }

    /// Its root.
    Process process() {
        return process;
    }

    /// Notes what hangs on the process, which is about to end.
    void note() {
        if (process.isAlive()) {
            process.descendants().forEach(noted::add);
        }
    }

    /// Ends all of it. The root ends first, so that it starts nothing more. What it wrote can still be read, which
    /// [Process#destroyForcibly] would put an end to.
    void kill() {
        note();
        process.toHandle().destroyForcibly();
        List<ProcessHandle> left = left();
        for (int looks = 0; looks < MOST_LOOKS && !left.isEmpty(); looks++) {
            left.forEach(ProcessHandle::destroyForcibly);
            left = left();
        }
    }

    private List<ProcessHandle> left() {
        return Stream.concat(noted.stream().flatMap(one -> Stream.concat(Stream.of(one), one.descendants())), marked())
                .filter(ProcessHandle::isAlive)
                .distinct()
                .toList();
    }

    private Stream<ProcessHandle> marked() {
        return Files.isDirectory(SHOWN) ? ProcessHandle.allProcesses().filter(this::isMarked) : Stream.empty();
    }

    private boolean isMarked(ProcessHandle one) {
        try {
            byte[] variables = Files.readAllBytes(SHOWN.resolve(one.pid() + "/environ"));
            return List.of(new String(variables, StandardCharsets.UTF_8).split("\0"))
                    .contains(mark);
        } catch (IOException e) {
            // It has ended, or is somebody else's.
            return false;
        }
    }
}
