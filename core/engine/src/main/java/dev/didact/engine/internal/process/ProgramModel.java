package dev.didact.engine.internal.process;

import dev.didact.api.Context;
import dev.didact.api.DidactException;
import dev.didact.api.Fault;
import dev.didact.api.ModelProvider;
import dev.didact.api.data.Licence;
import dev.didact.api.data.Provenance.Served;
import dev.didact.api.model.ModelCall;
import dev.didact.api.model.ModelInfo;
import dev.didact.api.model.Reply;
import dev.didact.api.model.Usage;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// A program that answers calls.
final class ProgramModel implements ModelProvider.Model {
    private final Conversation program;
    private final Ready ready;

    private ProgramModel(Conversation program, Ready ready) {
        this.program = program;
        this.ready = ready;
    }

    /// What the program says of itself.
    ///
    /// @param atOnce how many lines it can work on at the same time
    private record Ready(ModelInfo info, int atOnce) {
        static Ready of(Told told) {
            told.only("family", "batch", "atOnce", "licence", "served");
            int batch = told.count("batch", 1);
            int atOnce = told.count("atOnce", 1);
            if (batch < 1 || atOnce < 1 || (batch > 1 && atOnce > 1)) {
                throw told.malformed("'batch' and 'atOnce' must be 1 or more, and only one of them more than 1");
            }
            var info = new ModelInfo(
                    told.text("family"),
                    batch > 1,
                    batch,
                    told.statement("licence").orElse(Licence.NO_ASSERTION),
                    told.word("served", Served.LOCAL));
            return new Ready(info, atOnce);
        }
    }

    static ProgramModel open(ProgramConfig config, Map<String, String> at, Context context) throws DidactException {
        var said = new AtomicReference<Optional<Ready>>(Optional.empty());
        Conversation program = Conversation.open("model", config, context, at, told -> {
            Ready ready = Ready.of(told);
            Optional<Ready> before = said.getAndSet(Optional.of(ready));
            if (before.isPresent() && !before.get().equals(ready)) {
                throw told.malformed("it says something else of itself than when it was started before");
            }
        });
        Ready ready = said.get().orElseThrow();
        program.atOnce(ready.atOnce());
        return new ProgramModel(program, ready);
    }

    @Override
    public ModelInfo info() {
        return ready.info();
    }

    @Override
    public List<Reply> answer(List<ModelCall> batch) throws DidactException, InterruptedException {
        return Batches.answer(batch, this::ask);
    }

    private List<Reply> ask(List<ModelCall> batch) throws DidactException, InterruptedException {
        ObjectNode content = JsonLines.object();
        ArrayNode calls = content.putArray("calls");
        batch.forEach(call -> calls.add(JsonLines.call(call)));
        Told answer = program.ask("answer", content);
        if (answer.gaveUpForNow()) {
            throw new DidactException.Transient(answer.gaveUp().fault().message(), Optional.empty());
        }
        Told done = answer.done().only("replies");
        return Batches.replies(batch, done, ProgramModel::reply);
    }

    private static Reply reply(Told told) {
        told.only("text", "finish", "in", "out", "cached", "failed");
        if (told.one("text", "failed").equals("failed")) {
            return Reply.Failed.of(Fault.Kind.PLUGIN_THREW, told.only("failed").text("failed"));
        }
        var usage = new Usage(
                told.count("in").orElse(0),
                told.count("out").orElse(0),
                told.count("cached").orElse(0));
        return new Reply.Answered(told.text("text"), Optional.empty(), told.word("finish", Reply.Finish.STOP), usage);
    }

    @Override
    public void close() {
        program.close();
    }
}
