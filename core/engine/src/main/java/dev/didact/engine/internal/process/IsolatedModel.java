package dev.didact.engine.internal.process;

import dev.didact.api.Context;
import dev.didact.api.DidactException;
import dev.didact.api.ModelProvider;
import dev.didact.api.NoConfig;
import dev.didact.api.model.Checkpoint;
import dev.didact.api.model.ModelCall;
import dev.didact.api.model.ModelInfo;
import dev.didact.api.model.Reply;
import dev.didact.engine.internal.record.Records;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// A model of a plugin in a process of its own. One that computes is asked one batch after the other, one that asks
/// somebody else several at once.
record IsolatedModel(Isolated isolated) implements ModelProvider<NoConfig> {
    @Override
    public Model open(NoConfig config, Optional<Checkpoint> checkpoint, Context context) throws DidactException {
        Map<String, ObjectNode> at = checkpoint
                .map(found -> Map.of("checkpoint", Records.write(found)))
                .orElse(Map.of());
        var said = new AtomicReference<Optional<ModelInfo>>(Optional.empty());
        Conversation program = isolated.open(
                context, at, ready -> said.set(Optional.of(ready.object("info").record(ModelInfo.class))));
        ModelInfo info = said.get().orElseThrow();
        program.atOnce(info.computes() ? 1 : isolated.lane().atOnce());
        return new Answering(program, info);
    }

    private record Answering(Conversation program, ModelInfo info) implements Model {
        @Override
        public List<Reply> answer(List<ModelCall> batch) throws DidactException, InterruptedException {
            return Batches.answer(batch, this::ask);
        }

        private List<Reply> ask(List<ModelCall> batch) throws DidactException, InterruptedException {
            ObjectNode content = JsonLines.object();
            ArrayNode calls = content.putArray("calls");
            batch.forEach(call -> calls.add(Records.write(call)));
            Told done = IsolatedFaults.unless(program.ask("answer", content)).done();
            return Batches.replies(batch, done, told -> told.record(Reply.class));
        }

        @Override
        public void close() {
            program.close();
        }
    }
}
