package dev.didact.models.endpoints;

import dev.didact.api.model.Message;
import dev.didact.api.model.ModelCall;
import dev.didact.api.model.Usage;
import dev.didact.models.endpoints.Choice.Ending;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// Anthropic's messages. It has no random seed, so a call that is made again may be answered otherwise.
final class AnthropicFormat implements WireFormat {
    static final String PATH = "/messages";
    /// What is sent and read here is fixed by this version; later ones take no temperature at all.
    private static final String VERSION = "2023-06-01";

    private final AnthropicConfig config;
    private final String model;

    AnthropicFormat(AnthropicConfig config, String model) {
        this.config = config;
        this.model = model;
    }

    @Override
    public String path() {
        return PATH;
    }

    @Override
    public Map<String, String> headers(Optional<String> key) {
        var headers = new LinkedHashMap<String, String>();
        headers.put("anthropic-version", VERSION);
        key.ifPresent(value -> headers.put("x-api-key", value));
        return headers;
    }

    @Override
    public ObjectNode request(ModelCall call) {
        boolean bySchema = config.schema() == AnthropicConfig.Schema.JSON_SCHEMA;
        List<Message> messages = Forms.messages(call, !bySchema);
        ObjectNode body = JsonMapper.shared().createObjectNode();
        body.put("model", model);
        body.put("max_tokens", call.settings().maxTokens().orElse(config.maxTokens()));
        String system = Forms.system(messages);
        if (!system.isEmpty()) {
            body.put("system", system);
        }
        Forms.putMessages(Forms.turns(messages), body);
        if (config.sampling() == AnthropicConfig.Sampling.AS_ASKED) {
            call.settings().temperature().ifPresent(value -> body.put("temperature", value));
        }
        config.topP().ifPresent(value -> body.put("top_p", value));
        Forms.putStop(call, body, "stop_sequences");
        call.shape()
                .filter(_ -> bySchema)
                .ifPresent(shape -> body.putObject("output_config")
                        .putObject("format")
                        .put("type", "json_schema")
                        .set("schema", Forms.schema(shape)));
        return body;
    }

    @Override
    public Optional<Choice> choice(JsonNode body) {
        JsonNode content = body.path("content");
        if (!content.isArray()) {
            return Optional.empty();
        }
        String reason = body.path("stop_reason").asString("");
        Ending ending = switch (reason) {
            case "end_turn", "stop_sequence" -> Ending.STOP;
            case "max_tokens", "model_context_window_exceeded" -> Ending.LENGTH;
            case "refusal" -> Ending.REFUSED;
            case "" -> Ending.UNFINISHED;
            default -> Ending.OTHER;
        };
        return Optional.of(new Choice(text(content), ending, reason, usage(body.path("usage"))));
    }

    /// The text of all blocks but those of the model's thinking.
    private static Optional<String> text(JsonNode blocks) {
        var text = new StringBuilder();
        for (JsonNode block : blocks) {
            String type = block.path("type").asString("");
            if (type.equals("text") && block.path("text").isString()) {
                text.append(block.path("text").stringValue());
            } else if (!type.equals("thinking") && !type.equals("redacted_thinking")) {
                return Optional.empty();
            }
        }
        return Optional.of(text.toString());
    }

    /// Tokens that were read from the cache or written to it are counted apart from the others.
    private static Usage usage(JsonNode counts) {
        long cached = Choice.tokens(counts.path("cache_read_input_tokens"));
        long in = Choice.tokens(counts.path("input_tokens"))
                + Choice.tokens(counts.path("cache_creation_input_tokens"))
                + cached;
        return new Usage(in, Choice.tokens(counts.path("output_tokens")), cached);
    }
}
