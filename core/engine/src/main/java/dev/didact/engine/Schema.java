package dev.didact.engine;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Optional;
import java.util.function.Supplier;
import tools.jackson.databind.node.ObjectNode;

/// The JSON Schema of a contribution's configuration, which is read when somebody asks for it first: plugins are listed
/// far more often than configured. Safe for use by many threads.
public final class Schema {
    private final Supplier<ObjectNode> read;
    private Optional<ObjectNode> tree = Optional.empty();

    private Schema(Supplier<ObjectNode> read) {
        this.read = read;
    }

    /// A schema that is there.
    @JsonCreator
    public static Schema of(ObjectNode schema) {
        return new Schema(() -> schema);
    }

    /// A schema that is read when it is asked for.
    public static Schema later(Supplier<ObjectNode> read) {
        return new Schema(read);
    }

    /// The schema itself.
    ///
    /// @throws ProblemException if it cannot be read any more
    @JsonValue
    public synchronized ObjectNode tree() {
        if (tree.isEmpty()) {
            tree = Optional.of(read.get());
        }
        return tree.get();
    }

    @Override
    public boolean equals(Object other) {
        return this == other || (other instanceof Schema schema && tree().equals(schema.tree()));
    }

    /// The same for all, since nothing is read for it; what has a schema differs in more than that.
    @Override
    public int hashCode() {
        return 1;
    }

    @Override
    public String toString() {
        return "a schema";
    }
}
