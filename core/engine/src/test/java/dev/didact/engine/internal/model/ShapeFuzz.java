package dev.didact.engine.internal.model;

import dev.didact.api.model.Shape;
import java.nio.charset.StandardCharsets;
import java.util.List;

/// Any text as the answer of a judge, or of any model that was asked for a shape: it has it, or the reason is told.
public final class ShapeFuzz {
    private static final Shape VERDICT = new Shape(
            "verdict",
            List.of(
                    Shape.Field.oneOf("level", "the level", List.of("yes", "no")),
                    new Shape.Field("score", Shape.Type.NUMBER, "how sure", List.of()),
                    new Shape.Field("sure", Shape.Type.FLAG, "whether sure", List.of()),
                    new Shape.Field("quotes", Shape.Type.TEXTS, "words", List.of())));

    private ShapeFuzz() {}

    /// Answers that have the shape.
    public static List<byte[]> seeds() {
        String good = "{\"level\": \"yes\", \"score\": 0.5, \"sure\": true, \"quotes\": [\"a\", \"b\"]}";
        return List.of(
                good.getBytes(StandardCharsets.UTF_8),
                ("Here you are:\n```json\n" + good + "\n```\n").getBytes(StandardCharsets.UTF_8));
    }

    /// Reads an answer, and what it has been read to.
    public static void fuzzerTestOneInput(byte[] input) {
        String answer = new String(input, StandardCharsets.UTF_8);
        if (ShapeReader.read(VERDICT, answer) instanceof ShapeReader.Read.Shaped(var fields)) {
            if (!List.of("yes", "no").contains(fields.text("level"))) {
                throw new AssertionError("no such level: " + fields.text("level"));
            }
            if (!Double.isFinite(fields.number("score"))) {
                throw new AssertionError("no number: " + fields.number("score"));
            }
            fields.flag("sure");
            fields.texts("quotes");
        }
    }
}
