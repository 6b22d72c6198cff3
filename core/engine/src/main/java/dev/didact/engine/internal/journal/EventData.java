package dev.didact.engine.internal.journal;

import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.exc.StreamWriteException;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.json.JsonWriteFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// The data of an event as JSON bytes and back.
///
/// A model may answer with half of a surrogate pair, for which UTF-8 has no form; such data are written once more with
/// everything beyond ASCII as escapes, so that an answer is stored as it came.
public final class EventData {

    private static final int DEEPEST = 2_000;
    private static final JsonMapper PLAIN = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxStringLength(Journal.LARGEST_EVENT)
                            .maxNestingDepth(DEEPEST)
                            .build())
                    .build())
            .build();
    private static final JsonMapper ESCAPED =
            JsonMapper.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();

    private EventData() {}

    /// The data as bytes.
    public static byte[] write(ObjectNode data) {
        try {
            return PLAIN.writeValueAsBytes(data);
        } catch (StreamWriteException loneSurrogate) {
            return ESCAPED.writeValueAsBytes(data);
        }
    }

    /// The data that some bytes stand for.
    public static ObjectNode read(byte[] bytes, int from, int to) {
        JsonNode data = PLAIN.readTree(bytes, from, to - from);
        return (ObjectNode) data;
    }
}
