package dev.didact.engine.internal.loop;

import dev.didact.engine.internal.journal.RealDisk;
import java.io.IOException;
import java.nio.file.Path;

/// The real disk, which says that it is full while a test says so.
final class FullDisk extends RealDisk {
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
        super.createDirectory(folder);
    }

    @Override
    public Appending append(Path file) throws IOException {
        write();
        return super.append(file);
    }

    @Override
    public void rename(Path from, Path to) throws IOException {
        write();
        super.rename(from, to);
    }

    @Override
    public void forceDirectory(Path folder) {}
}
