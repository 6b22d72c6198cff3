package dev.didact.models.endpoints;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.json.JsonReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The body of a successful exchange.
sealed interface Body {
    /// One whole JSON document.
    record Whole(JsonNode json) implements Body {}

    /// Nothing whole; it may come whole another time.
    record CutOff(String message) implements Body {}

    /// What no other try makes readable.
    record Unreadable(String message) implements Body {}

    /// Numbers that are none are let through here, so that they can be told from a body that was cut off.
    JsonMapper JSON = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(200)
                            .maxStringLength(16 * 1024 * 1024)
                            .build())
                    .build())
            .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    static Body read(byte[] bytes) {
        String text;
        try {
            text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException _) {
            return new Unreadable("the body of the answer is not UTF-8");
        }
        JsonNode json;
        try {
            json = JSON.readTree(text);
        } catch (JacksonException _) {
            return new CutOff("the body of the answer is not whole JSON: " + Failures.excerpt(text));
        }
        if (json.isMissingNode()) {
            return new CutOff("the body of the answer is empty");
        }
        if (holdsNoNumber(json)) {
            return new Unreadable("the answer holds NaN or Infinity where a number belongs");
        }
        return new Whole(json);
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
