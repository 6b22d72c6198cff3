package dev.didact.engine.internal.journal;

import java.time.Instant;
import tools.jackson.databind.node.ObjectNode;

/// One event as it was read from a journal. `at` is for people; the order of events is that of their sequence numbers,
/// which start at 1 and have no gaps. The data belong to whoever read the event and are shared with nobody.
public record Event(EventPlace place, Instant at, String kind, ObjectNode data) {

    /// The sequence number.
    public long seq() {
        return place.seq();
    }
}
