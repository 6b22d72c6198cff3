package dev.didact.engine.internal.process;

import dev.didact.api.DidactException;
import dev.didact.api.Fault;
import dev.didact.api.Step;
import dev.didact.api.model.Reply;
import dev.didact.api.model.Request;
import dev.didact.engine.internal.host.PluginFault;
import dev.didact.engine.internal.record.Records;
import java.util.List;
import java.util.function.Function;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// What an isolated plugin makes of one job that it may ask models for. Its process keeps nothing: each line holds the
/// job and all replies so far, and the plugin's pure functions are run again on them.
///
/// @param program who works
/// @param call what it is asked: `grade`
/// @param content what it is asked about
/// @param read reads what it has done in the end
/// @param <T> what it makes
record IsolatedStep<T>(Conversation program, String call, ObjectNode content, Function<Told, T> read) {
    /// Begins.
    Step<T> begin() throws DidactException {
        return next(JsonLines.object().arrayNode());
    }

    private Step<T> next(ArrayNode replies) throws DidactException {
        ObjectNode line = JsonLines.object();
        line.set(call, content);
        line.set("replies", replies);
        Told answer = IsolatedFaults.unless(ask(line));
        if (!answer.has("ask")) {
            return Step.done(read.apply(answer.done()));
        }
        List<Request> requests = answer.list("ask").stream()
                .map(told -> told.record(Request.class))
                .toList();
        return new Step.Ask<>(requests, given -> goOn(replies, given));
    }

    private Step<T> goOn(ArrayNode before, List<Reply> given) {
        ArrayNode replies = before.deepCopy();
        ArrayNode last = replies.addArray();
        given.forEach(reply -> last.add(Records.write(reply)));
        try {
            return next(replies);
        } catch (DidactException e) {
            throw PluginFault.of(
                    program.program().toString(), new Fault(Fault.Kind.PLUGIN_THREW, String.valueOf(e.getMessage())));
        }
    }

    private Told ask(ObjectNode line) {
        try {
            return program.ask(line);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            Program asked = program.program();
            throw asked.thrown(asked.fault(Fault.Kind.TIMEOUT, "was interrupted"));
        }
    }
}
