package dev.didact.engine.internal.journal;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// The last event of a segment that is full: which events it holds, and where those stand that say how a run came on.
/// Whoever looks for these need not read the others.
///
/// @param first sequence number of the first event of the segment
/// @param last sequence number of the event before this one
/// @param marks the marked events, in order
record Seal(long first, long last, List<Mark> marks) {

    static final String KIND = "segment.sealed";

    /// A marked event.
    record Mark(String kind, EventPlace place) {}

    byte[] bytes() {
        ObjectNode data =
                JsonNodeFactory.instance.objectNode().put("first", first).put("last", last);
        ArrayNode all = data.putArray("marks");
        for (Mark mark : marks) {
            all.addObject()
                    .put("kind", mark.kind)
                    .put("seq", mark.place.seq())
                    .put("offset", mark.place.offset())
                    .put("length", mark.place.length());
        }
        return EventData.write(data);
    }

    /// Reads the seal of a segment.
    ///
    /// @param bytes what holds its line
    static Optional<Seal> of(Line line, byte[] bytes, int segment) {
        if (!line.kind().equals(KIND)) {
            return Optional.empty();
        }
        ObjectNode data = EventData.read(bytes, line.dataFrom(), line.dataTo());
        List<Mark> marks = new ArrayList<>();
        for (JsonNode mark : data.path("marks")) {
            marks.add(new Mark(
                    mark.path("kind").stringValue(),
                    new EventPlace(
                            mark.path("seq").longValue(),
                            segment,
                            mark.path("offset").longValue(),
                            mark.path("length").intValue())));
        }
        return Optional.of(
                new Seal(data.path("first").longValue(), data.path("last").longValue(), marks));
    }
}
