package dev.didact.engine.internal.journal;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// The process that writes a run: process id, host, and the id of that host's boot (empty where the system has none).
/// Its text form is three lines, which is what the lock file holds.
public record Holder(long pid, String host, String boot) {

    private static final Path BOOT_ID = Path.of("/proc/sys/kernel/random/boot_id");
    private static final Path HOST_NAME = Path.of("/proc/sys/kernel/hostname");

    /// The process that asks.
    public static Holder current() {
        String host = firstLine(HOST_NAME)
                .or(() -> Optional.ofNullable(System.getenv("COMPUTERNAME")))
                .or(() -> Optional.ofNullable(System.getenv("HOSTNAME")))
                .orElse("localhost");
        return new Holder(
                ProcessHandle.current().pid(), host, firstLine(BOOT_ID).orElse(""));
    }

    /// Whether this process can still be running, as far as this host can tell: false if its host is this one and it
    /// has been booted since, or no such process runs here.
    public boolean mayBeAlive() {
        Holder here = current();
        if (!host.equals(here.host)) {
            return true;
        }
        return boot.equals(here.boot) && ProcessHandle.of(pid).isPresent();
    }

    String text() {
        return pid + "\n" + host + "\n" + boot + "\n";
    }

    static Optional<Holder> parse(String text) {
        List<String> lines = text.lines().toList();
        if (lines.size() < 2 || !lines.getFirst().matches("[0-9]{1,18}")) {
            return Optional.empty();
        }
        String boot = lines.size() > 2 ? lines.get(2) : "";
        return Optional.of(new Holder(Long.parseLong(lines.getFirst()), lines.get(1), boot));
    }

    private static Optional<String> firstLine(Path file) {
        try {
            return Files.isReadable(file)
                    ? Files.readString(file, StandardCharsets.UTF_8).lines().findFirst()
                    : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}
