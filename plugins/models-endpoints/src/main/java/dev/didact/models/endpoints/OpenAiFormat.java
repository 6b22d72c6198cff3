package dev.didact.models.endpoints;

import dev.didact.api.model.ModelCall;
import dev.didact.api.model.Shape;
import dev.didact.api.model.Usage;
import dev.didact.models.endpoints.Choice.Ending;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// OpenAI's chat completions. So many servers speak it that it is read generously: a finish reason that is not known is
/// an end, and content may come in parts.
final class OpenAiFormat implements WireFormat {
    static final String PATH = "/chat/completions";

    private final OpenAiConfig config;
    private final String model;

    OpenAiFormat(OpenAiConfig config, String model) {
        this.config = config;
        this.model = model;
    }

    @Override
    public String path() {
        return PATH;
    }

    @Override
    public Map<String, String> headers(Optional<String> key) {
        return Forms.bearer(key);
    }

    @Override
    public ObjectNode request(ModelCall call) {
        ObjectNode body = JsonMapper.shared().createObjectNode();
        body.put("model", model);
        Forms.putMessages(Forms.messages(call, config.schema() != Schema.JSON_SCHEMA), body);
        call.settings().temperature().ifPresent(value -> body.put("temperature", value));
        config.topP().ifPresent(value -> body.put("top_p", value));
        String limit = switch (config.limit()) {
            case MAX_TOKENS -> "max_tokens";
            case MAX_COMPLETION_TOKENS -> "max_completion_tokens";
        };
        call.settings().maxTokens().ifPresent(value -> body.put(limit, value));
        Forms.putStop(call, body, "stop");
        body.put("seed", Forms.shortened(call.randomSeed()));
        call.shape().ifPresent(shape -> responseFormat(shape, body));
        return body;
    }

    private void responseFormat(Shape shape, ObjectNode body) {
        switch (config.schema()) {
            case JSON_SCHEMA ->
                body.putObject("response_format")
                        .put("type", "json_schema")
                        .putObject("json_schema")
                        .put("name", shape.name().replaceAll("[^A-Za-z0-9_-]", "_"))
                        .put("strict", true)
                        .set("schema", Forms.schema(shape));
            case JSON_OBJECT -> body.putObject("response_format").put("type", "json_object");
            case NONE -> {}
        }
    }

    @Override
    public Optional<Choice> choice(JsonNode body) {
        JsonNode choice = body.path("choices").path(0);
        if (!choice.isObject()) {
            return Optional.empty();
        }
        JsonNode counts = body.path("usage");
        var usage = new Usage(
                Choice.tokens(counts.path("prompt_tokens")),
                Choice.tokens(counts.path("completion_tokens")),
                Choice.tokens(counts.path("prompt_tokens_details").path("cached_tokens")));
        JsonNode message = choice.path("message");
        String reason = choice.path("finish_reason").asString("");
        JsonNode refusal = message.path("refusal");
        if (refusal.isString() && !refusal.stringValue().isBlank()) {
            return Optional.of(new Choice(Optional.of(refusal.stringValue()), Ending.REFUSED, reason, usage));
        }
        Ending ending = switch (reason) {
            case "content_filter" -> Ending.REFUSED;
            case "length" -> Ending.LENGTH;
            default -> Ending.STOP;
        };
        return Optional.of(new Choice(content(message.path("content")), ending, reason, usage));
    }

    private static Optional<String> content(JsonNode content) {
        if (!content.isArray()) {
            return Choice.textOf(content);
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
}
