package dev.didact.engine.internal.child;

import dev.didact.api.DidactException;
import dev.didact.api.Generator;
import dev.didact.engine.internal.plugin.Returned;
import dev.didact.engine.internal.record.Records;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// A generator.
record ServedGenerator(Hosted hosted, Generator.Session session) implements Served {
    static <C extends Record> Served open(Hosted hosted, Generator<C> generator, C config)
            throws DidactException, InterruptedException {
        return new ServedGenerator(
                hosted,
                hosted.compute(() -> Returned.by("Generator.open()", generator.open(config, hosted.context()))));
    }

    @Override
    public ObjectNode ready() {
        return Records.object();
    }

    @Override
    public ObjectNode answer(JsonNode line) throws DidactException, InterruptedException {
        Generator.Job job = Records.read(line.path("generate"), Generator.Job.class);
        return hosted.compute(() -> ServedStep.answer(
                Returned.by("Generator.Session.generate()", session.generate(job)),
                line.path("replies"),
                (samples, done) ->
                        samples.forEach(sample -> done.withArray("samples").add(Records.write(sample)))));
    }

    @Override
    public void close() {
        hosted.close(session);
    }
}
