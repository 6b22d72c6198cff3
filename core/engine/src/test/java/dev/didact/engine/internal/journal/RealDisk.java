package dev.didact.engine.internal.journal;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/// The real disk, for fakes that change some of its operations and leave the others.
public class RealDisk implements JournalIo {
    private final JournalIo disk = JournalIo.files();

    @Override
    public void createDirectory(Path folder) throws IOException {
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
        return disk.append(file);
    }

    @Override
    public Reading read(Path file) throws IOException {
        return disk.read(file);
    }

    @Override
    public void rename(Path from, Path to) throws IOException {
        disk.rename(from, to);
    }

    @Override
    public void delete(Path file) throws IOException {
        disk.delete(file);
    }

    @Override
    public void forceDirectory(Path folder) throws IOException {
        disk.forceDirectory(folder);
    }

    @Override
    public Lock lock(Path lockFile) throws IOException {
        return disk.lock(lockFile);
    }
}
