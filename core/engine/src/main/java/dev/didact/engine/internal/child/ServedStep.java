package dev.didact.engine.internal.child;

import dev.didact.api.Step;
import dev.didact.api.model.Reply;
import dev.didact.engine.internal.plugin.Returned;
import dev.didact.engine.internal.record.Records;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Takes a step over the replies that there are, to what it asks next or has done.
final class ServedStep {
    private ServedStep() {}

    /// @param replies the replies to all that it asked before, in order
    /// @param write writes what it has done
    static <T> ObjectNode answer(Step<T> first, JsonNode replies, BiConsumer<T, ObjectNode> write) {
        Step<T> step = first;
        for (JsonNode given : replies) {
            if (!(step instanceof Step.Ask<T> ask)) {
                throw new IllegalStateException("it asked a model before and does not now; a step must be pure");
            }
            step = Returned.by("the function of Step.Ask", ask.then().apply(read(given)));
        }
        ObjectNode answer = Records.object();
        switch (step) {
            case Step.Ask<T> ask ->
                ask.requests().forEach(request -> answer.withArray("ask").add(Records.write(request)));
            case Step.Done<T> done -> write.accept(done.value(), answer.putObject("done"));
        }
        return answer;
    }

    private static List<Reply> read(JsonNode given) {
        var replies = new ArrayList<Reply>();
        given.forEach(reply -> replies.add(Records.read(reply, Reply.class)));
        return List.copyOf(replies);
    }
}
