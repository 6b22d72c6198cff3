package dev.didact.models.endpoints;

import dev.didact.api.model.Message;
import dev.didact.api.model.ModelCall;
import dev.didact.api.model.Usage;
import dev.didact.models.endpoints.Choice.Ending;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Gemini's `generateContent`. The model stands in the address, so its name is written as a part of a path.
final class GeminiFormat implements WireFormat {
    static final String END = ":generateContent";

    private final GeminiConfig config;
    private final String path;

    /// @param model its name, `gemini-3.5-flash`; with what it is in front where it is no model of the house:
    ///     `tunedModels/support-8b`
    GeminiFormat(GeminiConfig config, String model) {
        this.config = config;
        this.path = Stream.of((model.contains("/") ? model : "models/" + model).split("/"))
                .map(segment ->
                        "/" + URLEncoder.encode(segment, StandardCharsets.UTF_8).replace("+", "%20"))
                .collect(Collectors.joining("", "", END));
    }

    @Override
    public String path() {
        return path;
    }

    @Override
    public Map<String, String> headers(Optional<String> key) {
        return key.map(value -> Map.of("x-goog-api-key", value)).orElse(Map.of());
    }

    @Override
    public ObjectNode request(ModelCall call) {
        List<Message> messages = Forms.messages(call, config.schema() != Schema.JSON_SCHEMA);
        ObjectNode body = JsonMapper.shared().createObjectNode();
        String system = Forms.system(messages);
        if (!system.isEmpty()) {
            body.putObject("systemInstruction").putArray("parts").addObject().put("text", system);
        }
        ArrayNode contents = body.putArray("contents");
        for (Message message : Forms.turns(messages)) {
            ObjectNode content = contents.addObject();
            content.put("role", message.role() == Message.Role.ASSISTANT ? "model" : "user");
            content.putArray("parts").addObject().put("text", message.content());
        }
        ObjectNode settings = body.putObject("generationConfig");
        call.settings().temperature().ifPresent(value -> settings.put("temperature", value));
        config.topP().ifPresent(value -> settings.put("topP", value));
        call.settings().maxTokens().ifPresent(value -> settings.put("maxOutputTokens", value));
        Forms.putStop(call, settings, "stopSequences");
        settings.put("seed", Forms.shortened(call.randomSeed()));
        call.shape().filter(_ -> config.schema() != Schema.NONE).ifPresent(shape -> {
            settings.put("responseMimeType", "application/json");
            if (config.schema() == Schema.JSON_SCHEMA) {
                settings.set("responseJsonSchema", Forms.schema(shape));
            }
        });
        return body;
    }

    @Override
    public Optional<Choice> choice(JsonNode body) {
        Usage usage = usage(body.path("usageMetadata"));
        JsonNode candidate = body.path("candidates").path(0);
        if (!candidate.isObject()) {
            String blocked = body.path("promptFeedback").path("blockReason").asString("");
            return blocked.isEmpty()
                    ? Optional.empty()
                    : Optional.of(new Choice(Optional.of(""), Ending.REFUSED, blocked, usage));
        }
        String reason = candidate.path("finishReason").asString("");
        Ending ending = switch (reason) {
            case "STOP" -> Ending.STOP;
            case "MAX_TOKENS" -> Ending.LENGTH;
            case "SAFETY", "RECITATION", "BLOCKLIST", "PROHIBITED_CONTENT", "SPII", "MODEL_ARMOR" -> Ending.REFUSED;
            case "" -> Ending.UNFINISHED;
            default -> Ending.OTHER;
        };
        return Optional.of(new Choice(text(candidate.path("content")), ending, reason, usage));
    }

    /// The text of all parts but those of the model's thinking.
    private static Optional<String> text(JsonNode content) {
        JsonNode parts = content.path("parts");
        if (!parts.isArray()) {
            return parts.isMissingNode() || parts.isNull() ? Optional.of("") : Optional.empty();
        }
        var text = new StringBuilder();
        for (JsonNode part : parts) {
            if (part.path("thought").asBoolean(false)) {
                continue;
            }
            if (!part.path("text").isString()) {
                return Optional.empty();
            }
            text.append(part.path("text").stringValue());
        }
        return Optional.of(text.toString());
    }

    /// What the model thinks is counted apart from what it says.
    private static Usage usage(JsonNode counts) {
        return new Usage(
                Choice.tokens(counts.path("promptTokenCount")),
                Choice.tokens(counts.path("candidatesTokenCount")) + Choice.tokens(counts.path("thoughtsTokenCount")),
                Choice.tokens(counts.path("cachedContentTokenCount")));
    }
}
