package dev.didact.engine.internal.loop;

import dev.didact.engine.internal.journal.JournalIo;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/// The real disk, which says that it is full while a test says so.
final class FullDisk implements JournalIo {
    private final JournalIo disk = JournalIo.files();

    /// What the system says to whoever wants to write; empty while there is room.
    volatile String says = "";

    private void write() throws IOException {
        if (!says.isEmpty()) {
            throw new IOException(says);
        }
    }

    @Override
    public void createDirectory(Path folder) throws IOException {
        write();
        disk.createDirectory(folder);
    }

    @Override
    public boolean exists(Path path) {
        return disk.exists(path);
    }

    @Override
    public List<Path> list(Path folder) throws IOException {
        return disk.list(folder);
    }

    @Override
    public Appending append(Path file) throws IOException {
        write();
        return disk.append(file);
    }

    @Override
    public Reading read(Path file) throws IOException {
        return disk.read(file);
    }

    @Override
    public void rename(Path from, Path to) throws IOException {
        write();
        disk.rename(from, to);
    }

    @Override
    public void delete(Path file) throws IOException {
        disk.delete(file);
    }

    @Override
    public void forceDirectory(Path folder) {}

    @Override
    public Lock lock(Path lockFile) throws IOException {
        return disk.lock(lockFile);
    }
}
