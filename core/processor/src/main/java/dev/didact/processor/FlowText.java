package dev.didact.processor;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// A reader of YAML flow text, as it stands in `@Default` and `@Example`: a scalar, `[a, b]` or `{ a: 1 }`. What a
/// scalar means is decided by
/// the type of the component, so scalars stay text here.
final class FlowText {
    private final String text;
    private int at;

    private FlowText(String text) {
        this.text = text;
    }

    /// A part of flow text.
    sealed interface Node {
        /// A text, number or flag.
        ///
        /// @param quoted whether it stands in quotes, which makes it a text
        record Scalar(String text, boolean quoted) implements Node {}

        /// `[a, b]`.
        record Sequence(List<Node> elements) implements Node {}

        /// `{ a: 1 }`.
        record Mapping(Map<String, Node> entries) implements Node {}
    }

    /// Reads the whole of a text.
    ///
    /// @throws IllegalArgumentException if it is not flow text, saying why
    static Node read(String text) {
        var flow = new FlowText(text);
        flow.blanks();
        if (flow.at == text.length() || "[{'\"".indexOf(text.charAt(flow.at)) < 0) {
            return new Node.Scalar(text.strip(), false);
        }
        Node node = flow.node();
        flow.blanks();
        if (flow.at < text.length()) {
            throw new IllegalArgumentException("'" + text.substring(flow.at) + "' stands behind its end");
        }
        return node;
    }

    private Node node() {
        blanks();
        return switch (peek()) {
            case '[' -> sequence();
            case '{' -> mapping();
            case '\'' -> new Node.Scalar(singleQuoted(), true);
            case '"' -> new Node.Scalar(doubleQuoted(), true);
            default -> new Node.Scalar(plain(), false);
        };
    }

    private Node sequence() {
        at++;
        var elements = new ArrayList<Node>();
        while (!ends(']')) {
            elements.add(node());
            separator(']');
        }
        return new Node.Sequence(elements);
    }

    private Node mapping() {
        at++;
        var entries = new LinkedHashMap<String, Node>();
        while (!ends('}')) {
            if (!(node() instanceof Node.Scalar key)) {
                throw new IllegalArgumentException("a key must be a text");
            }
            blanks();
            if (peek() != ':') {
                throw new IllegalArgumentException("':' is missing behind '" + key.text() + "'");
            }
            at++;
            if (entries.put(key.text(), node()) != null) {
                throw new IllegalArgumentException("'" + key.text() + "' is there twice");
            }
            separator('}');
        }
        return new Node.Mapping(entries);
    }

    private boolean ends(char close) {
        blanks();
        if (peek() != close) {
            return false;
        }
        at++;
        return true;
    }

    private void separator(char close) {
        blanks();
        char next = peek();
        if (next == ',') {
            at++;
        } else if (next != close) {
            throw new IllegalArgumentException("',' or '" + close + "' is missing before '" + text.substring(at) + "'");
        }
    }

    private String plain() {
        int start = at;
        while (at < text.length() && ",[]{}".indexOf(text.charAt(at)) < 0 && !endsKey()) {
            at++;
        }
        if (at == start) {
            throw new IllegalArgumentException("a value is missing before '" + text.substring(at) + "'");
        }
        return text.substring(start, at).strip();
    }

    private boolean endsKey() {
        return text.charAt(at) == ':' && (at + 1 == text.length() || " ,[]{}".indexOf(text.charAt(at + 1)) >= 0);
    }

    private String singleQuoted() {
        var value = new StringBuilder();
        for (at++; ; at++) {
            if (peek() == '\'') {
                at++;
                if (at == text.length() || text.charAt(at) != '\'') {
                    return value.toString();
                }
            }
            value.append(text.charAt(at));
        }
    }

    private String doubleQuoted() {
        var value = new StringBuilder();
        for (at++; peek() != '"'; at++) {
            value.append(text.charAt(at) == '\\' ? escaped() : text.charAt(at));
        }
        at++;
        return value.toString();
    }

    private char escaped() {
        at++;
        return switch (peek()) {
            case 'n' -> '\n';
            case 't' -> '\t';
            case 'r' -> '\r';
            case '"' -> '"';
            case '\\' -> '\\';
            case '/' -> '/';
            default -> throw new IllegalArgumentException("'\\" + peek() + "' means nothing here");
        };
    }

    private void blanks() {
        while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
            at++;
        }
    }

    private char peek() {
        if (at >= text.length()) {
            throw new IllegalArgumentException("it ends too early");
        }
        return text.charAt(at);
    }
}
