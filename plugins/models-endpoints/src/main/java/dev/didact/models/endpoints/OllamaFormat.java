package dev.didact.models.endpoints;

import dev.didact.api.model.ModelCall;
import dev.didact.api.model.Usage;
import dev.didact.models.endpoints.Choice.Ending;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// Ollama's chat.
final class OllamaFormat implements WireFormat {
    static final String PATH = "/api/chat";

    private final OllamaConfig config;
    private final String model;

    OllamaFormat(OllamaConfig config, String model) {
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
        body.put("stream", false);
        call.shape().ifPresent(shape -> {
            switch (config.schema()) {
                case JSON_SCHEMA -> body.set("format", Forms.schema(shape));
                case JSON_OBJECT -> body.put("format", "json");
                case NONE -> {}
            }
        });
        ObjectNode options = body.putObject("options");
        call.settings().temperature().ifPresent(value -> options.put("temperature", value));
        config.topP().ifPresent(value -> options.put("top_p", value));
        call.settings().maxTokens().ifPresent(value -> options.put("num_predict", value));
        Forms.putStop(call, options, "stop");
        options.put("seed", Forms.shortened(call.randomSeed()));
        config.context().ifPresent(value -> options.put("num_ctx", value));
        return body;
    }

    @Override
    public Optional<Choice> choice(JsonNode body) {
        JsonNode message = body.path("message");
        if (!message.isObject()) {
            return Optional.empty();
        }
        String reason = body.path("done_reason").asString("");
        Ending ending = switch (reason) {
            case "length" -> Ending.LENGTH;
            case "stop", "" -> Ending.STOP;
            default -> Ending.OTHER;
        };
        return Optional.of(new Choice(
                Choice.textOf(message.path("content")),
                body.path("done").asBoolean(false) ? ending : Ending.UNFINISHED,
                reason,
                new Usage(Choice.tokens(body.path("prompt_eval_count")), Choice.tokens(body.path("eval_count")))));
    }

    @Override
    public Optional<String> whereNotFound() {
        return Optional.of("if the model is not there yet: ollama pull " + model);
    }
}
