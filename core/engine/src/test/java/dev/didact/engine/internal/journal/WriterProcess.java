package dev.didact.engine.internal.journal;

import java.io.BufferedReader;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/// Another process that writes a run. It prints `locked PID HOST` if it may not; else `open`, and then, from several
/// threads and without end, the number of each event after it was acknowledged.
final class WriterProcess {

    private static final int THREADS = 16;

    private WriterProcess() {}

    /// How its disk does what it says.
    enum Disk {
        FORCED,
        UNFORCED
    }

    static Process start(Path run, int firstNumber) throws IOException {
        return start(run, firstNumber, Disk.FORCED);
    }

    static Process start(Path run, int firstNumber, Disk disk) throws IOException {
        return new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        WriterProcess.class.getName(),
                        run.toString(),
                        Integer.toString(firstNumber),
                        disk.name()))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    static BufferedReader output(Process process) {
        return process.inputReader(StandardCharsets.UTF_8);
    }

    public static void main(String[] arguments) {
        var out = new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8);
        try {
            write(Path.of(arguments[0]), Integer.parseInt(arguments[1]), Disk.valueOf(arguments[2]), out);
        } catch (JournalException.Locked locked) {
            out.println("locked " + locked.pid() + " " + locked.host());
        }
    }

    private static void write(Path run, int firstNumber, Disk disk, PrintStream out) {
        JournalIo io = switch (disk) {
            case FORCED -> JournalIo.files();
            case UNFORCED -> new UnforcedDisk();
        };
        try (Journal journal = Journal.open(run, Journals.through(io))) {
            out.println("open");
            for (int thread = 0; thread < THREADS; thread++) {
                int offset = thread;
                Thread.ofPlatform().daemon().start(() -> {
                    try {
                        for (int number = firstNumber + offset; ; number += THREADS) {
                            journal.appendDurably("item", Journals.number(number));
                            synchronized (out) {
                                out.println(number);
                            }
                        }
                    } catch (JournalException e) {
                        out.close();
                    }
                });
            }
            for (boolean alive = true; alive; ) {
                alive = !out.checkError();
                LockSupport.parkNanos(50_000_000);
            }
        }
    }
}
