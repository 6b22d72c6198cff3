package dev.didact.shell.language;

import java.util.List;

/// The `key=value` words that a verb takes.
public sealed interface Parameters {

    /// The verb takes none.
    record None() implements Parameters {}

    /// The verb takes these keys.
    record Known(List<Parameter> all) implements Parameters {
        public Known {
            all = List.copyOf(all);
        }
    }

    /// The verb takes any path of a recipe as a key; which paths exist depends on the component that the targets
    /// name.
    record Paths(String doc) implements Parameters {}

    /// One known key.
    record Parameter(String key, ValueType type, String doc) {}
}
