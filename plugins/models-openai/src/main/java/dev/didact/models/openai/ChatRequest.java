package dev.didact.models.openai;

import dev.didact.api.model.Message;
import dev.didact.api.model.ModelCall;
import dev.didact.api.model.Shape;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// A call as the JSON that goes to the endpoint. The same call gives the same bytes.
final class ChatRequest {
    private static final JsonMapper JSON = JsonMapper.shared();

    private ChatRequest() {}

    static byte[] body(OpenAiConfig config, String model, ModelCall call) {
        ObjectNode body = JSON.createObjectNode();
        body.put("model", model);
        messages(config, call, body.putArray("messages"));
        call.settings().temperature().ifPresent(value -> body.put("temperature", value));
        config.topP().ifPresent(value -> body.put("top_p", value));
        call.settings().maxTokens().ifPresent(value -> body.put(limitName(config.limit()), value));
        if (!call.settings().stop().isEmpty()) {
            call.settings().stop().forEach(body.putArray("stop")::add);
        }
        body.put("seed", shortened(call.randomSeed()));
        call.shape().ifPresent(shape -> responseFormat(config.schema(), shape, body));
        return JSON.writeValueAsBytes(body);
    }

    private static String limitName(OpenAiConfig.Limit limit) {
        return switch (limit) {
            case MAX_TOKENS -> "max_tokens";
            case MAX_COMPLETION_TOKENS -> "max_completion_tokens";
        };
    }

    /// A random seed in 31 bits: endpoints differ in what else they take.
    private static int shortened(long randomSeed) {
        return Long.hashCode(randomSeed) & Integer.MAX_VALUE;
    }

    private static void messages(OpenAiConfig config, ModelCall call, ArrayNode messages) {
        Optional<String> form = call.shape()
                .filter(_ -> config.schema() != OpenAiConfig.Schema.JSON_SCHEMA)
                .map(ChatRequest::inWords);
        List<Message> all = call.messages();
        if (form.isPresent()) {
            boolean hasSystem = !all.isEmpty() && all.getFirst().role() == Message.Role.SYSTEM;
            String before = hasSystem ? all.getFirst().content() + "\n\n" : "";
            add(messages, Message.system(before + form.get()));
            all = hasSystem ? all.subList(1, all.size()) : all;
        }
        all.forEach(message -> add(messages, message));
    }

    private static void add(ArrayNode messages, Message message) {
        messages.addObject().put("role", message.role().toString()).put("content", message.content());
    }

    private static String inWords(Shape shape) {
        return "Answer with one JSON object and nothing else. Its fields, all of them required:\n"
                + shape.fields().stream().map(ChatRequest::inWords).collect(Collectors.joining("\n"));
    }

    private static String inWords(Shape.Field field) {
        String type = switch (field.type()) {
            case TEXT -> "text";
            case NUMBER -> "number";
            case FLAG -> "true or false";
            case TEXTS -> "array of texts";
        };
        String menu = field.oneOf().isEmpty() ? "" : ", one of " + JSON.writeValueAsString(field.oneOf());
        return "- \"" + field.name() + "\" (" + type + menu + "): " + field.description();
    }

    private static void responseFormat(OpenAiConfig.Schema how, Shape shape, ObjectNode body) {
        switch (how) {
            case JSON_SCHEMA -> {
                ObjectNode format = body.putObject("response_format");
                format.put("type", "json_schema");
                ObjectNode named = format.putObject("json_schema");
                named.put("name", shape.name().replaceAll("[^A-Za-z0-9_-]", "_"));
                named.put("strict", true);
                schema(shape, named.putObject("schema"));
            }
            case JSON_OBJECT -> body.putObject("response_format").put("type", "json_object");
            case NONE -> {}
        }
    }

    private static void schema(Shape shape, ObjectNode schema) {
        schema.put("type", "object");
        ObjectNode properties = schema.putObject("properties");
        ArrayNode required = schema.putArray("required");
        for (Shape.Field field : shape.fields()) {
            ObjectNode property = properties.putObject(field.name());
            ObjectNode texts = property;
            switch (field.type()) {
                case TEXT -> property.put("type", "string");
                case NUMBER -> property.put("type", "number");
                case FLAG -> property.put("type", "boolean");
                case TEXTS -> {
                    property.put("type", "array");
                    texts = property.putObject("items").put("type", "string");
                }
            }
            if (!field.description().isEmpty()) {
                property.put("description", field.description());
            }
            if (!field.oneOf().isEmpty()) {
                field.oneOf().forEach(texts.putArray("enum")::add);
            }
            required.add(field.name());
        }
        schema.put("additionalProperties", false);
    }
}
