package dev.didact.engine.internal.process;

import dev.didact.api.Context;
import dev.didact.api.Contributes;
import dev.didact.api.Exporter;
import java.nio.file.Path;

/// An exporter that is a program: it gets the decided samples as a file and leaves files in a folder.
@Contributes(
        id = "exec",
        title = "A program that exports",
        description = "Starts a program of any language, which reads all decided samples from a file and writes them in"
                + " a form of its own.")
public final class ExecExporter implements Exporter<JobConfig> {
    /// Made by the host.
    public ExecExporter() {}

    @Override
    public Writer open(JobConfig config, Path folder, Context context) {
        return samples -> new ProgramExport(config, folder, context).write(samples);
    }
}
