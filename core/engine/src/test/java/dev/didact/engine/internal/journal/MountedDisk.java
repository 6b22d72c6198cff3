package dev.didact.engine.internal.journal;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;

/// A file system of its own, ext4 in a file, whose power can be cut: the kernel then drops all that it has not been
/// forced to write, its own journal too, as if the machine had stopped. Only root may mount it.
final class MountedDisk {
    /// `FS_IOC_SHUTDOWN`, and its flag for not even flushing the file system's journal.
    private static final long SHUTDOWN = 0x8004587DL;

    private static final int NOTHING_FLUSHED = 2;
    private static final long SIZE = 64L << 20;

    private final Path image;
    private final Path folder;

    /// @throws IOException if this machine does not let it be made
    MountedDisk(Path within) throws IOException, InterruptedException {
        this.image = within.resolve("disk");
        this.folder = Files.createDirectory(within.resolve("mounted"));
        Files.write(image, new byte[0]);
        try (var file = FileChannel.open(image, StandardOpenOption.WRITE)) {
            file.write(ByteBuffer.allocate(1), SIZE - 1);
        }
        command("mkfs.ext4", "-q", image.toString());
        mount();
    }

    Path folder() {
        return folder;
    }

    /// Cuts the power.
    @SuppressWarnings("restricted")
    void cut() throws Throwable {
        Linker linker = Linker.nativeLinker();
        var open = linker.downcallHandle(
                linker.defaultLookup().findOrThrow("open"),
                FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.ADDRESS, ValueLayout.JAVA_INT));
        var ioctl = linker.downcallHandle(
                linker.defaultLookup().findOrThrow("ioctl"),
                FunctionDescriptor.of(
                        ValueLayout.JAVA_INT, ValueLayout.JAVA_INT, ValueLayout.JAVA_LONG, ValueLayout.ADDRESS),
                Linker.Option.firstVariadicArg(2));
        var close = linker.downcallHandle(
                linker.defaultLookup().findOrThrow("close"),
                FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.JAVA_INT));
        try (Arena arena = Arena.ofConfined()) {
            int file = (int) open.invokeExact(arena.allocateFrom(folder.toString()), 0);
            MemorySegment flags = arena.allocateFrom(ValueLayout.JAVA_INT, NOTHING_FLUSHED);
            int failed = (int) ioctl.invokeExact(file, SHUTDOWN, flags);
            int closed = (int) close.invokeExact(file);
            if (file < 0 || failed != 0 || closed != 0) {
                throw new IOException("the power cannot be cut");
            }
        }
    }

    /// Comes back after a cut, when nobody has a file open any more.
    void comeBack() throws IOException, InterruptedException {
        command("umount", folder.toString());
        mount();
    }

    private void mount() throws IOException, InterruptedException {
        command("mount", "-o", "loop", image.toString(), folder.toString());
    }

    private static void command(String... command) throws IOException, InterruptedException {
        Process process =
                new ProcessBuilder(List.of(command)).redirectErrorStream(true).start();
        process.getOutputStream().close();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new IOException(String.join(" ", command) + ": " + said.strip());
        }
    }

    void unmount() throws IOException, InterruptedException {
        command("umount", folder.toString());
    }
}
