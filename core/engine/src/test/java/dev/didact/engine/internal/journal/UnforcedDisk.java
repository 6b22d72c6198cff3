package dev.didact.engine.internal.journal;

import java.io.IOException;
import java.nio.file.Path;

/// A disk that nobody waits for.
final class UnforcedDisk extends RealDisk {
    @Override
    public Appending append(Path file) throws IOException {
        return new UnforcedFile(super.append(file));
    }

    @Override
    public void forceDirectory(Path folder) {
        // that is the point
    }
}
