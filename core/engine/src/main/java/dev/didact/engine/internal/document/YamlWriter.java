package dev.didact.engine.internal.document;

import java.util.Map;
import java.util.regex.Pattern;

/// Writes a tree as YAML that reads back to the same tree. What fits on a line is written on it; everything else in
/// blocks.
public final class YamlWriter {
    private static final int WIDTH = 100;
    private static final Pattern PLAIN =
            Pattern.compile("[\\p{L}0-9_./$(][\\p{L}0-9_./$()+@%=~<>;?!&*^'-]*(?: [\\p{L}0-9_./$()+@%=~<>;?!&*^'-]+)*");

    private final StringBuilder out = new StringBuilder();

    private YamlWriter() {}

    /// The text of a document, with a line end behind it.
    public static String write(Node document) {
        var writer = new YamlWriter();
        if (isEmpty(document)) {
            writer.out.append(flow(document)).append('\n');
        } else {
            writer.block(document, 0, "");
        }
        return writer.out.toString();
    }

    /// A part of a document on one line.
    public static String flow(Node node) {
        var line = new StringBuilder();
        flow(node, line);
        return line.toString();
    }

    private void block(Node node, int indent, String firstIndent) {
        switch (node) {
            case Node.Scalar scalar ->
                out.append(firstIndent).append(scalar(scalar)).append('\n');
            case Node.Sequence sequence -> {
                String lead = firstIndent;
                for (Node element : sequence.elements()) {
                    out.append(lead).append("-");
                    element(element, indent);
                    lead = " ".repeat(indent);
                }
            }
            case Node.Mapping mapping -> {
                String lead = firstIndent;
                for (Map.Entry<String, Node.Entry> entry : mapping.entries().entrySet()) {
                    out.append(lead).append(text(entry.getKey())).append(':');
                    value(entry.getValue().value(), indent);
                    lead = " ".repeat(indent);
                }
            }
        }
    }

    private void element(Node element, int indent) {
        String line = flow(element);
        if (element instanceof Node.Scalar || isEmpty(element) || indent + 2 + line.length() <= WIDTH) {
            out.append(' ').append(line).append('\n');
        } else {
            out.append(' ');
            block(element, indent + 2, "");
        }
    }

    private void value(Node value, int indent) {
        String line = flow(value);
        boolean listOfParts = indent == 0
                && value instanceof Node.Sequence sequence
                && !sequence.elements().stream().allMatch(Node.Scalar.class::isInstance);
        if (value instanceof Node.Scalar || isEmpty(value) || (!listOfParts && indent + line.length() <= WIDTH - 20)) {
            out.append(' ').append(line).append('\n');
        } else {
            out.append('\n');
            block(value, indent + 2, " ".repeat(indent + 2));
        }
    }

    private static boolean isEmpty(Node node) {
        return switch (node) {
            case Node.Scalar _ -> false;
            case Node.Sequence sequence -> sequence.elements().isEmpty();
            case Node.Mapping mapping -> mapping.entries().isEmpty();
        };
    }

    private static void flow(Node node, StringBuilder line) {
        switch (node) {
            case Node.Scalar scalar -> line.append(scalar(scalar));
            case Node.Sequence sequence -> {
                String separator = "[";
                for (Node element : sequence.elements()) {
                    line.append(separator);
                    flow(element, line);
                    separator = ", ";
                }
                line.append(sequence.elements().isEmpty() ? "[]" : "]");
            }
            case Node.Mapping mapping -> {
                String separator = "{ ";
                for (Map.Entry<String, Node.Entry> entry : mapping.entries().entrySet()) {
                    line.append(separator).append(text(entry.getKey())).append(": ");
                    flow(entry.getValue().value(), line);
                    separator = ", ";
                }
                line.append(mapping.entries().isEmpty() ? "{}" : " }");
            }
        }
    }

    private static String scalar(Node.Scalar scalar) {
        if (scalar.toJson().isString()) {
            return text(scalar.text());
        }
        return scalar.toJson().isNull() ? "null" : scalar.text();
    }

    private static String text(String text) {
        boolean plain = text.length() <= WIDTH && PLAIN.matcher(text).matches() && CoreSchema.isText(text);
        return plain ? text : quoted(text);
    }

    private static String quoted(String text) {
        var quoted = new StringBuilder("\"");
        text.codePoints().forEach(c -> {
            switch (c) {
                case '"' -> quoted.append("\\\"");
                case '\\' -> quoted.append("\\\\");
                case '\n' -> quoted.append("\\n");
                case '\r' -> quoted.append("\\r");
                case '\t' -> quoted.append("\\t");
                default -> {
                    if (isPrintable(c)) {
                        quoted.appendCodePoint(c);
                    } else {
                        quoted.append(String.format(c < 0x10000 ? "\\u%04x" : "\\U%08x", c));
                    }
                }
            }
        });
        return quoted.append('"').toString();
    }

    private static boolean isPrintable(int c) {
        return switch (Character.getType(c)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.UNASSIGNED,
                    Character.PRIVATE_USE -> false;
            default -> true;
        };
    }
}
