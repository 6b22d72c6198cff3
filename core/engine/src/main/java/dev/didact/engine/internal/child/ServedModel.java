package dev.didact.engine.internal.child;

import dev.didact.api.DidactException;
import dev.didact.api.ModelProvider;
import dev.didact.api.model.ModelCall;
import dev.didact.api.model.ModelInfo;
import dev.didact.api.model.Reply;
import dev.didact.engine.internal.host.Work;
import dev.didact.engine.internal.plugin.Returned;
import dev.didact.engine.internal.record.Records;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// A model.
record ServedModel(Hosted hosted, ModelProvider.Model model, ModelInfo info) implements Served {
    static <C extends Record> Served open(Hosted hosted, ModelProvider<C> provider, C config)
            throws DidactException, InterruptedException {
        ModelProvider.Model model = hosted.waiting(() -> Returned.by(
                "ModelProvider.open()",
                provider.open(config, hosted.context().opening().checkpoint(), hosted.context())));
        return new ServedModel(
                hosted, model, hosted.waiting(() -> Returned.by("ModelProvider.Model.info()", model.info())));
    }

    @Override
    public ObjectNode ready() {
        ObjectNode ready = Records.object();
        ready.set("info", Records.write(info));
        return ready;
    }

    @Override
    public ObjectNode answer(JsonNode line) throws DidactException, InterruptedException {
        var calls = new ArrayList<ModelCall>();
        line.path("answer").path("calls").forEach(call -> calls.add(Records.read(call, ModelCall.class)));
        Work<List<Reply>> answering =
                () -> Returned.all("ModelProvider.Model.answer()", model.answer(List.copyOf(calls)));
        List<Reply> replies = info.computes() ? hosted.compute(answering) : hosted.waiting(answering);
        ObjectNode answer = Records.object();
        ObjectNode done = answer.putObject("done");
        replies.forEach(reply -> done.withArray("replies").add(Records.write(reply)));
        return answer;
    }

    @Override
    public void close() {
        hosted.close(model);
    }
}
