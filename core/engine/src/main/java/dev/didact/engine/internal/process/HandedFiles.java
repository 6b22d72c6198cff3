package dev.didact.engine.internal.process;

import dev.didact.api.Context;
import dev.didact.engine.internal.workspace.FileTree;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.slf4j.Logger;

/// The folder of what is handed to an isolated plugin for one piece of work, and is gone with it. It lies beside the
/// plugin's own working folder, which holds what the plugin would find without isolation and nothing else.
///
/// @param folder an absolute path
/// @param log hears of what could not be removed, which takes nothing from the work
record HandedFiles(Path folder, Logger log) implements AutoCloseable {
    static HandedFiles of(Context context) throws IOException {
        Path work = context.work().toAbsolutePath();
        Path folder = work.resolveSibling(work.getFileName() + ".handed");
        return new HandedFiles(Files.createDirectories(folder), context.log());
    }

    Path file(String name) {
        return folder.resolve(name);
    }

    @Override
    public void close() {
        try {
            FileTree.delete(folder);
        } catch (IOException e) {
            log.warn("{} is left behind", folder, e);
        }
    }
}
