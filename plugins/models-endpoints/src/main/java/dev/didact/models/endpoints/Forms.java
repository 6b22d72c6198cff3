package dev.didact.models.endpoints;

import dev.didact.api.model.Message;
import dev.didact.api.model.ModelCall;
import dev.didact.api.model.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// What several kinds of endpoints are told in the same form: messages, where to stop, the key, and the form that an
/// answer shall have, as a JSON Schema or in words.
final class Forms {
    private Forms() {}

    /// A random seed in 31 bits: endpoints differ in what else they take.
    static int shortened(long randomSeed) {
        return Long.hashCode(randomSeed) & Integer.MAX_VALUE;
    }

    /// The messages of a call; those of a call with a shape tell its fields in the system message.
    ///
    /// @param told whether the fields have to be told
    static List<Message> messages(ModelCall call, boolean told) {
        if (call.shape().isEmpty() || !told) {
            return call.messages();
        }
        var all = new ArrayList<>(call.messages());
        boolean hasSystem = !all.isEmpty() && all.getFirst().role() == Message.Role.SYSTEM;
        String before = hasSystem ? all.removeFirst().content() + "\n\n" : "";
        all.addFirst(Message.system(before + inWords(call.shape().get())));
        return all;
    }

    /// The header that most endpoints take a key in.
    static Map<String, String> bearer(Optional<String> key) {
        return key.map(value -> Map.of("Authorization", "Bearer " + value)).orElse(Map.of());
    }

    /// Puts messages into a request, each with its role and its content.
    static void putMessages(List<Message> messages, ObjectNode request) {
        ArrayNode all = request.putArray("messages");
        messages.forEach(message ->
                all.addObject().put("role", message.role().toString()).put("content", message.content()));
    }

    /// Puts the texts into a request at which an answer ends, if there are any.
    static void putStop(ModelCall call, ObjectNode request, String field) {
        if (!call.settings().stop().isEmpty()) {
            call.settings().stop().forEach(request.putArray(field)::add);
        }
    }

    /// What is said to the model apart from the conversation; empty text if nothing is.
    static String system(List<Message> messages) {
        return messages.stream()
                .filter(message -> message.role() == Message.Role.SYSTEM)
                .map(Message::content)
                .collect(Collectors.joining("\n\n"));
    }

    /// What model and person say to each other.
    static List<Message> turns(List<Message> messages) {
        return messages.stream()
                .filter(message -> message.role() != Message.Role.SYSTEM)
                .toList();
    }

    private static String inWords(Shape shape) {
        return "Answer with one JSON object and nothing else. Its fields, all of them required:\n"
                + shape.fields().stream().map(Forms::inWords).collect(Collectors.joining("\n"));
    }

    private static String inWords(Shape.Field field) {
        String type = switch (field.type()) {
            case TEXT -> "text";
            case NUMBER -> "number";
            case FLAG -> "true or false";
            case TEXTS -> "array of texts";
        };
        String menu =
                field.oneOf().isEmpty() ? "" : ", one of " + JsonMapper.shared().writeValueAsString(field.oneOf());
        return "- \"" + field.name() + "\" (" + type + menu + "): " + field.description();
    }

    /// The JSON Schema of a shape.
    static ObjectNode schema(Shape shape) {
        ObjectNode schema = JsonMapper.shared().createObjectNode();
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
        return schema.put("additionalProperties", false);
    }
}
