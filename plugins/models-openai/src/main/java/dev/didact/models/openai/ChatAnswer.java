package dev.didact.models.openai;

import dev.didact.api.DidactException;
import dev.didact.api.Fault;
import dev.didact.api.Http;
import dev.didact.api.model.Reply;
import dev.didact.api.model.Reply.Finish;
import dev.didact.api.model.Usage;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.json.JsonReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Reads the body of a successful exchange as a reply. What is not exactly an answer is no answer.
final class ChatAnswer {
    /// Numbers that are none are let through here, so that they can be told from a body that was cut off.
    private static final JsonMapper JSON = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(200)
                            .maxStringLength(16 * 1024 * 1024)
                            .build())
                    .build())
            .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private ChatAnswer() {}

    static Reply read(Http.Answer answer, Failures failures) throws DidactException {
        Optional<String> text = Utf8.decode(answer.body());
        if (text.isEmpty()) {
            return Reply.Failed.of(Fault.Kind.UNPARSEABLE, "the body of the answer is not UTF-8");
        }
        JsonNode body;
        try {
            body = JSON.readTree(text.get());
        } catch (JacksonException _) {
            throw failures.cutOff("the body of the answer is not whole JSON: " + Failures.excerpt(text.get()));
        }
        if (body.isMissingNode()) {
            throw failures.cutOff("the body of the answer is empty");
        }
        if (holdsNoNumber(body)) {
            return Reply.Failed.of(Fault.Kind.UNPARSEABLE, "the answer holds NaN or Infinity where a number belongs");
        }
        JsonNode error = body.path("error");
        if (!error.isMissingNode() && !error.isNull()) {
            return failures.ofErrorObject(error, answer);
        }
        JsonNode choice = body.path("choices").path(0);
        if (!choice.isObject()) {
            return Reply.Failed.of(
                    Fault.Kind.EMPTY_REPLY, "the answer has no choice in it: " + Failures.excerpt(text.get()));
        }
        return read(choice, usage(body.path("usage")));
    }

    private static Reply read(JsonNode choice, Usage usage) {
        JsonNode message = choice.path("message");
        String reason = choice.path("finish_reason").asString("");
        JsonNode refusal = message.path("refusal");
        if (refusal.isString() && !refusal.stringValue().isBlank()) {
            return new Reply.Answered(refusal.stringValue(), Optional.empty(), Finish.REFUSED, usage);
        }
        Optional<String> content = content(message.path("content"));
        if (reason.equals("content_filter")) {
            return new Reply.Answered(content.orElse(""), Optional.empty(), Finish.REFUSED, usage);
        }
        if (content.isEmpty()) {
            return Reply.Failed.of(Fault.Kind.UNPARSEABLE, "the content of the answer is not text");
        }
        if (content.get().isBlank()) {
            return Reply.Failed.of(
                    Fault.Kind.EMPTY_REPLY,
                    reason.equals("length")
                            ? "the limit of tokens was used up before the answer began"
                            : "the answer holds no text (finish reason '" + reason + "')");
        }
        Finish finish = reason.equals("length") ? Finish.LENGTH : Finish.STOP;
        return new Reply.Answered(content.get(), Optional.empty(), finish, usage);
    }

    /// The text of a message; empty text where it is left out, nothing where it is of another kind.
    private static Optional<String> content(JsonNode content) {
        if (content.isString()) {
            return Optional.of(content.stringValue());
        }
        if (content.isMissingNode() || content.isNull()) {
            return Optional.of("");
        }
        if (!content.isArray()) {
            return Optional.empty();
        }
        var text = new StringBuilder();
        for (JsonNode part : content) {
            if (!part.path("text").isString()) {
                return Optional.empty();
            }
            text.append(part.path("text").stringValue());
        }
        return Optional.of(text.toString());
    }

    private static Usage usage(JsonNode usage) {
        return new Usage(tokens(usage.path("prompt_tokens")), tokens(usage.path("completion_tokens")));
    }

    private static long tokens(JsonNode count) {
        return count.isIntegralNumber() && count.canConvertToLong() ? Math.max(0, count.longValue()) : 0;
    }

    private static boolean holdsNoNumber(JsonNode node) {
        if (node.isNumber()) {
            return node.isFloatingPointNumber() && !Double.isFinite(node.doubleValue());
        }
        for (JsonNode child : node) {
            if (holdsNoNumber(child)) {
                return true;
            }
        }
        return false;
    }
}
