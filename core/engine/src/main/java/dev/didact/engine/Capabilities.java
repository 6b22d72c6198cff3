package dev.didact.engine;

import java.util.ArrayList;
import java.util.List;

/// What the manifest of a plugin says that its code will do. The author's word, read without loading a class: what goes
/// through the host is held to it, what code does by itself is not.
///
/// @param code whether there is code at all; a plugin without is data
/// @param network hosts and ports that it reaches by the host's HTTP, besides those that a recipe names:
///     `api.example.com:443`
/// @param secrets names of secrets that it asks for, besides those that a recipe names: `env:EXAMPLE_KEY`
/// @param further whatever else it says, one line each, in words: `starts programs`
/// @param reason why, in the author's words; may be empty
public record Capabilities(
        boolean code, List<String> network, List<String> secrets, List<String> further, String reason) {
    /// Those of a plugin without code, or of which nothing is known.
    public static final Capabilities NONE = new Capabilities(false, List.of(), List.of(), List.of(), "");

    public Capabilities {
        network = List.copyOf(network);
        secrets = List.copyOf(secrets);
        further = List.copyOf(further);
    }

    /// Those of code that declares nothing.
    public static Capabilities undeclared() {
        return new Capabilities(true, List.of(), List.of(), List.of(), "");
    }

    /// One line for each thing, in words: `network api.example.com:443`, `secret env:EXAMPLE_KEY`.
    public List<String> wants() {
        List<String> wants = new ArrayList<>(further);
        network.forEach(endpoint -> wants.add("network " + endpoint));
        secrets.forEach(secret -> wants.add("secret " + secret));
        return wants;
    }

    /// What is wanted here and not there.
    public List<String> beyond(Capabilities others) {
        List<String> known = others.wants();
        return wants().stream().filter(want -> !known.contains(want)).toList();
    }
}
