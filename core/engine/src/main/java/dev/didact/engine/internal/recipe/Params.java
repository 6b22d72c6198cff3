package dev.didact.engine.internal.recipe;

import dev.didact.engine.internal.document.Nearest;
import dev.didact.engine.internal.document.Node;
import dev.didact.engine.internal.document.Problems;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Puts the values of `params` in the places of `${name}`.
///
/// A scalar that is nothing but `${name}` becomes the parameter, a number where that is a number; inside a longer text
/// its text is put in. `$${` is a plain `${`.
final class Params {
    private static final Pattern REFERENCE = Pattern.compile("\\$?\\$\\{([^}]*)\\}");
    private static final Set<String> LEFT_ALONE = Set.of("params", "arms");

    private final Node.Mapping params;
    private final Problems problems;

    private Params(Node.Mapping params, Problems problems) {
        this.params = params;
        this.problems = problems;
    }

    /// The document with all parameters put in.
    static Node.Mapping fill(Node.Mapping document, Problems problems) {
        Node declared = document.get("params").orElse(Node.Mapping.empty(document.place()));
        if (!(declared instanceof Node.Mapping params)) {
            return document;
        }
        var filler = new Params(params, problems);
        var entries = new LinkedHashMap<String, Node.Entry>();
        document.entries().forEach((key, entry) -> {
            Node value = LEFT_ALONE.contains(key) ? entry.value() : filler.fill(entry.value());
            entries.put(key, new Node.Entry(entry.keyPlace(), value));
        });
        return new Node.Mapping(document.place(), entries);
    }

    private Node fill(Node node) {
        return switch (node) {
            case Node.Scalar scalar -> scalar.text().contains("${") ? fill(scalar) : scalar;
            case Node.Sequence sequence -> {
                var elements = new ArrayList<Node>();
                sequence.elements().forEach(element -> elements.add(fill(element)));
                yield new Node.Sequence(sequence.place(), elements);
            }
            case Node.Mapping mapping -> {
                var entries = new LinkedHashMap<String, Node.Entry>();
                mapping.entries()
                        .forEach((key, entry) ->
                                entries.put(key, new Node.Entry(entry.keyPlace(), fill(entry.value()))));
                yield new Node.Mapping(mapping.place(), entries);
            }
        };
    }

    private Node fill(Node.Scalar scalar) {
        Matcher whole = REFERENCE.matcher(scalar.text());
        if (whole.matches() && !scalar.text().startsWith("$$")) {
            return value(whole.group(1), scalar).at(scalar.place());
        }
        String text = REFERENCE.matcher(scalar.text()).replaceAll(reference -> {
            String found = reference.group();
            boolean plain = found.startsWith("$$");
            return Matcher.quoteReplacement(
                    plain
                            ? found.substring(1)
                            : value(reference.group(1), scalar).text());
        });
        return new Node.Scalar(scalar.place(), text, true);
    }

    private Node.Scalar value(String name, Node.Scalar where) {
        Optional<Node> value = params.get(name);
        if (value.isEmpty()) {
            problems.add(
                    "E206",
                    "there is no parameter '" + name + "' in `params`; write $${" + name + "} for the text itself",
                    where.place(),
                    Nearest.to(name, params.entries().keySet()));
        }
        return value.orElse(where) instanceof Node.Scalar scalar ? scalar : where;
    }
}
