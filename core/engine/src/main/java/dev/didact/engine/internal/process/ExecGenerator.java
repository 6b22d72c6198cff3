package dev.didact.engine.internal.process;

import dev.didact.api.Context;
import dev.didact.api.Contributes;
import dev.didact.api.DidactException;
import dev.didact.api.Generator;
import dev.didact.api.Step;
import dev.didact.api.data.Sample;
import dev.didact.api.model.Request;
import java.util.List;
import java.util.Map;

/// A generator that is a program: it gets a job on a line and answers with samples, or with what to ask a model first.
@Contributes(
        id = "exec",
        title = "A program that makes samples",
        description = "Starts a program of any language and gives it one job after the other; it may ask the step's"
                + " models, as often as it needs.")
public final class ExecGenerator implements Generator<ExecConfig> {
    /// Made by the host.
    public ExecGenerator() {}

    @Override
    public Session open(ExecConfig config, Context context) throws DidactException {
        Conversation program = Conversation.open("generator", config, context, Map.of(), Told::only);
        return new Session() {
            @Override
            public Step<List<Sample>> generate(Job job) {
                return new Asking<>(program, Request.MODEL, ExecGenerator::samples)
                        .begin("generate", JsonLines.job(job));
            }

            @Override
            public void close() {
                program.close();
            }
        };
    }

    private static List<Sample> samples(Told done) {
        if (!done.only("samples").has("samples")) {
            throw done.malformed("'done' must hold 'samples'; [] where there are none");
        }
        return done.list("samples").stream().map(ExecGenerator::sample).toList();
    }

    private static Sample sample(Told told) {
        told.only("prompt", "response", "text", "columns");
        return new Sample(told.text("prompt"), told.text("response"), told.optionalText("text"), told.texts("columns"));
    }
}
