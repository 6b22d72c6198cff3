package dev.didact.engine.internal.child;

import dev.didact.api.DidactException;
import dev.didact.api.Exporter;
import dev.didact.api.grading.DecidedSample;
import dev.didact.engine.internal.host.Work;
import dev.didact.engine.internal.plugin.Returned;
import dev.didact.engine.internal.process.RecordFile;
import dev.didact.engine.internal.record.Records;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicBoolean;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// An exporter. It is closed before the receipt is given, because what it writes then belongs to the export.
///
/// @param closed whether it was closed
record ServedExporter(Hosted hosted, Exporter.Writer writer, AtomicBoolean closed) implements Served {
    static <C extends Record> Served open(Hosted hosted, Exporter<C> exporter, C config)
            throws DidactException, InterruptedException {
        Work<Exporter.Writer> opening = () -> Returned.by(
                "Exporter.open()",
                exporter.open(config, hosted.context().opening().output().orElseThrow(), hosted.context()));
        return new ServedExporter(hosted, hosted.waiting(opening), new AtomicBoolean());
    }

    @Override
    public ObjectNode ready() {
        return Records.object();
    }

    @Override
    public ObjectNode answer(JsonNode line) throws DidactException, InterruptedException {
        var samples =
                new RecordFile<>(Path.of(line.path("export").path("samples").asString()), DecidedSample.class);
        ObjectNode answer = Records.object();
        answer.putObject("done").set("receipt", Records.write(hosted.waiting(() -> {
            try (Finishing _ = this::finish) {
                return Returned.by("Exporter.Writer.write()", writer.write(samples));
            }
        })));
        return answer;
    }

    private interface Finishing extends AutoCloseable {
        @Override
        void close() throws DidactException;
    }

    private void finish() throws DidactException {
        if (closed.compareAndSet(false, true)) {
            writer.close();
        }
    }

    @Override
    public void close() {
        hosted.close(this::finish);
    }
}
