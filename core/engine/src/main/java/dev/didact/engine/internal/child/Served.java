package dev.didact.engine.internal.child;

import dev.didact.api.DidactException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// An open contribution that answers lines.
interface Served extends AutoCloseable {
    /// What it says of itself.
    ObjectNode ready() throws DidactException, InterruptedException;

    /// The answer to a line, but for its id.
    ObjectNode answer(JsonNode line) throws DidactException, InterruptedException;

    @Override
    void close();
}
