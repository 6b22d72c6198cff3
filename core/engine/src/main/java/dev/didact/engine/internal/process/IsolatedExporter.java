package dev.didact.engine.internal.process;

import dev.didact.api.Context;
import dev.didact.api.DidactException;
import dev.didact.api.Exporter;
import dev.didact.api.NoConfig;
import dev.didact.api.data.Receipt;
import dev.didact.api.grading.DecidedSample;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Map;
import tools.jackson.databind.node.StringNode;

/// An exporter of a plugin in a process of its own. An export takes as long as it takes, and is asked for once.
record IsolatedExporter(Isolated isolated) implements Exporter<NoConfig> {
    @Override
    public Writer open(NoConfig config, Path folder, Context context) throws DidactException {
        Conversation program = isolated.open(
                context,
                Map.of("output", StringNode.valueOf(folder.toAbsolutePath().toString())),
                Told::only);
        return new Writer() {
            @Override
            public Receipt write(Iterable<DecidedSample> samples) throws DidactException, InterruptedException {
                try (var files = HandedFiles.of(context)) {
                    Path file = files.file("samples.jsonl");
                    RecordFile.write(file, samples, context);
                    Told answer = program.work("export", JsonLines.object().put("samples", file.toString()));
                    return IsolatedFaults.unless(answer)
                            .done()
                            .object("receipt")
                            .record(Receipt.class);
                } catch (IOException | UncheckedIOException e) {
                    throw new DidactException.Permanent(
                            "the samples cannot be handed to "
                                    + program.program().called() + ": " + e.getMessage(),
                            e);
                }
            }

            @Override
            public void close() {
                program.close();
            }
        };
    }
}
