package dev.didact.engine.internal.process;

import dev.didact.api.Fault;
import dev.didact.api.Step;
import dev.didact.api.model.Message;
import dev.didact.api.model.Reply;
import dev.didact.api.model.Request;
import dev.didact.api.model.Settings;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// What a program makes of one job that it may ask models for. The program keeps nothing: what it needs again goes to
/// the engine and back as `state`.
///
/// @param program who works
/// @param seat which model it asks where it names none
/// @param read reads what it has done in the end
/// @param <T> what it makes
record Asking<T>(Conversation program, String seat, Function<Told, T> read) {
    /// Begins.
    Step<T> begin(String call, ObjectNode content) {
        ObjectNode line = JsonLines.object();
        line.set(call, content);
        return step(line);
    }

    private Step<T> step(ObjectNode line) {
        Told answer = answer(line);
        if (!answer.has("ask")) {
            return Step.done(read.apply(answer.done()));
        }
        answer.only("id", "ask", "state");
        JsonNode state = answer.has("state") ? answer.json().path("state") : JsonLines.object();
        return new Step.Ask<>(requests(answer), replies -> {
            ObjectNode next = JsonLines.object();
            next.set("replies", replies(replies));
            next.set("state", state);
            return step(next);
        });
    }

    private Told answer(ObjectNode line) {
        try {
            return program.ask(line);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            Program asked = program.program();
            throw asked.thrown(asked.fault(Fault.Kind.TIMEOUT, "was interrupted"));
        }
    }

    private List<Request> requests(Told answer) {
        List<Request> requests = answer.list("ask").stream().map(this::request).toList();
        if (requests.isEmpty()) {
            throw answer.malformed("'ask' must hold a request");
        }
        return requests;
    }

    private Request request(Told told) {
        told.only("seat", "messages", "temperature", "maxTokens", "stop");
        List<Message> messages =
                told.list("messages").stream().map(Asking::message).toList();
        OptionalDouble temperature = told.number("temperature");
        if (messages.isEmpty() || temperature.orElse(0) < 0) {
            throw told.malformed("a request needs messages, and no temperature below 0");
        }
        return new Request(
                told.optionalText("seat").orElse(seat),
                messages,
                Optional.empty(),
                new Settings(
                        temperature,
                        told.has("maxTokens") ? OptionalInt.of(told.count("maxTokens", 0)) : OptionalInt.empty(),
                        told.words("stop")));
    }

    private static Message message(Told told) {
        told.only("role", "content");
        return new Message(told.word("role", Message.Role.USER), told.text("content"));
    }

    private static ArrayNode replies(List<Reply> replies) {
        ArrayNode json = JsonLines.object().arrayNode();
        for (Reply reply : replies) {
            switch (reply) {
                case Reply.Answered answered -> json.addObject().put("text", answered.text());
                case Reply.Failed failed ->
                    json.addObject().put("failed", failed.fault().toString());
            }
        }
        return json;
    }
}
