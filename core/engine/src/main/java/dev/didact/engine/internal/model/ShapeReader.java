package dev.didact.engine.internal.model;

import dev.didact.api.model.Fields;
import dev.didact.api.model.Shape;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Reads an answer in the shape that was asked for. What surrounds the one JSON object (a fence, a sentence of
/// greeting) is passed over; within it nothing is guessed: a missing field, another type, a text that is not allowed or
/// a number that is not finite makes it unreadable.
final class ShapeReader {
    private static final int DEEPEST = 16;
    private static final JsonMapper MAPPER = JsonMapper.builder(JsonFactory.builder()
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(DEEPEST)
                            .build())
                    .build())
            .build();

    private ShapeReader() {}

    /// What an answer came to.
    sealed interface Read {
        /// It has the shape.
        record Shaped(Fields fields) implements Read {}

        /// It has not; the reason is for the person at the prompt.
        record Misshapen(String reason) implements Read {}
    }

    static Read read(Shape shape, String answer) {
        int from = answer.indexOf('{');
        int to = answer.lastIndexOf('}');
        if (from < 0 || to < from) {
            return new Read.Misshapen("the answer holds no JSON object: '" + beginning(answer) + "'");
        }
        JsonNode json;
        try {
            json = MAPPER.readTree(answer.substring(from, to + 1));
        } catch (JacksonException e) {
            return new Read.Misshapen("the answer is not JSON: " + e.getOriginalMessage());
        }
        Map<String, List<String>> values = new LinkedHashMap<>();
        for (Shape.Field field : shape.fields()) {
            Optional<List<String>> value = value(field, json.path(field.name()));
            if (value.isEmpty()) {
                return new Read.Misshapen("field '" + field.name() + "' " + expected(field) + " but is "
                        + beginning(json.path(field.name()).toString()));
            }
            values.put(field.name(), value.get());
        }
        return new Read.Shaped(new Fields(values));
    }

    private static Optional<List<String>> value(Shape.Field field, JsonNode json) {
        return switch (field.type()) {
            case TEXT ->
                json.isString() && (field.oneOf().isEmpty() || field.oneOf().contains(json.stringValue()))
                        ? Optional.of(List.of(json.stringValue()))
                        : Optional.empty();
            case NUMBER ->
                json.isNumber() && Double.isFinite(json.doubleValue())
                        ? Optional.of(List.of(Double.toString(json.doubleValue())))
                        : Optional.empty();
            case FLAG ->
                json.isBoolean() ? Optional.of(List.of(Boolean.toString(json.booleanValue()))) : Optional.empty();
            case TEXTS -> texts(json);
        };
    }

    private static Optional<List<String>> texts(JsonNode json) {
        if (!json.isArray()) {
            return Optional.empty();
        }
        List<String> texts = new ArrayList<>();
        for (JsonNode element : json) {
            if (!element.isString()) {
                return Optional.empty();
            }
            texts.add(element.stringValue());
        }
        return Optional.of(texts);
    }

    private static String expected(Shape.Field field) {
        return switch (field.type()) {
            case TEXT -> field.oneOf().isEmpty() ? "must be a text" : "must be one of " + field.oneOf();
            case NUMBER -> "must be a finite number";
            case FLAG -> "must be true or false";
            case TEXTS -> "must be a list of texts";
        };
    }

    private static String beginning(String text) {
        int longest = 80;
        return text.length() <= longest ? text : text.substring(0, longest) + "…";
    }
}
