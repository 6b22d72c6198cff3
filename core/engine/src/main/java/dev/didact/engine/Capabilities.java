package dev.didact.engine;

import java.util.List;

/// What the manifest of a plugin says that its code will do. The author's word, read without loading a class: what goes
/// through the host is held to it, what code does by itself is not.
///
/// @param code whether there is code at all; a plugin without is data
/// @param wants one line for each thing, in words: `network api.example.com:443`, `secret example.key`
/// @param reason why, in the author's words; may be empty
public record Capabilities(boolean code, List<String> wants, String reason) {
    public Capabilities {
        wants = List.copyOf(wants);
    }

    /// What is wanted here and not there.
    public List<String> beyond(Capabilities others) {
        return wants.stream().filter(want -> !others.wants().contains(want)).toList();
    }
}
