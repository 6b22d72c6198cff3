package dev.didact.engine.internal.process;

import dev.didact.api.Context;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// What a learner's program writes to standard output: progress, the checkpoint, and lines for the log.
final class LearnerOutput {
    private static final Duration AFTER_END = Duration.ofSeconds(10);

    private final Thread reader;
    private volatile @Nullable JsonNode checkpoint;

    LearnerOutput(Process process, Context context) {
        reader = Thread.ofPlatform()
                .daemon()
                .name("standard output of " + process.pid())
                .start(() -> {
                    InputStream out = process.getInputStream();
                    try {
                        var lines = new LineReader(out);
                        for (Optional<String> line = lines.next(); line.isPresent(); line = lines.next()) {
                            take(line.get(), context);
                        }
                    } catch (IOException e) {
                        context.log().warn("the rest of the standard output of {} is not read", process.pid(), e);
                        drain(out, context);
                    }
                });
    }

    /// A process whose output nobody reads would wait for ever.
    private static void drain(InputStream out, Context context) {
        try {
            out.transferTo(OutputStream.nullOutputStream());
        } catch (IOException e) {
            context.log().debug("standard output ends", e);
        }
    }

    private void take(String line, Context context) {
        Optional<JsonNode> json = ProgramLesson.json(line);
        if (json.isPresent() && json.get().path("checkpoint").isString()) {
            checkpoint = json.get();
        } else if (json.isPresent() && json.get().path("progress").isObject()) {
            JsonNode progress = json.get().path("progress");
            context.progress(
                    progress.path("done").asLong(0),
                    progress.path("total").asLong(0),
                    progress.path("note").asString(""));
        } else {
            context.log().info("{}", line);
        }
    }

    /// The last line that names a checkpoint, of a process that has ended.
    Optional<JsonNode> checkpointLine() throws InterruptedException {
        reader.join(AFTER_END);
        return Optional.ofNullable(checkpoint);
    }
}
