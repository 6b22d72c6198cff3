package dev.didact.engine.internal.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.didact.api.model.Fields;
import dev.didact.api.model.Shape;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ShapeReaderTest {
    private static final Shape SHAPE = new Shape(
            "verdict",
            List.of(
                    Shape.Field.oneOf("level", "the level", List.of("yes", "no")),
                    new Shape.Field("score", Shape.Type.NUMBER, "how sure", List.of()),
                    new Shape.Field("sure", Shape.Type.FLAG, "whether sure", List.of()),
                    new Shape.Field("quotes", Shape.Type.TEXTS, "words", List.of())));
    private static final String GOOD =
            "{\"level\": \"yes\", \"score\": 0.5, \"sure\": true, \"quotes\": [\"a\", \"b\"]}";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "%s",
                "  %s\n",
                "```json\n%s\n```",
                "Here you are: %s",
                "%s\nI hope this helps!",
                "```\n%s\n```\n"
            })
    void whatSurroundsTheObjectIsPassedOver(String around) {
        assertThat(ShapeReader.read(SHAPE, around.replace("%s", GOOD)))
                .isInstanceOfSatisfying(ShapeReader.Read.Shaped.class, shaped -> {
                    Fields fields = shaped.fields();
                    assertThat(fields.text("level")).isEqualTo("yes");
                    assertThat(fields.number("score")).isEqualTo(0.5);
                    assertThat(fields.flag("sure")).isTrue();
                    assertThat(fields.texts("quotes")).containsExactly("a", "b");
                });
    }

    @Test
    void furtherFieldsAreAllowed() {
        assertThat(ShapeReader.read(SHAPE, GOOD.replace("{\"level", "{\"reason\": {\"deep\": [1]}, \"level")))
                .isInstanceOf(ShapeReader.Read.Shaped.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "yes",
                "}{",
                "[]",
                "{",
                "{}",
                "null",
                "{\"level\": \"yes\", \"score\": 0.5, \"sure\": true}",
                "{\"level\": \"maybe\", \"score\": 0.5, \"sure\": true, \"quotes\": []}",
                "{\"level\": \"Yes\", \"score\": 0.5, \"sure\": true, \"quotes\": []}",
                "{\"level\": null, \"score\": 0.5, \"sure\": true, \"quotes\": []}",
                "{\"level\": \"yes\", \"score\": \"0.5\", \"sure\": true, \"quotes\": []}",
                "{\"level\": \"yes\", \"score\": NaN, \"sure\": true, \"quotes\": []}",
                "{\"level\": \"yes\", \"score\": 1e999, \"sure\": true, \"quotes\": []}",
                "{\"level\": \"yes\", \"score\": 0.5, \"sure\": \"true\", \"quotes\": []}",
                "{\"level\": \"yes\", \"score\": 0.5, \"sure\": true, \"quotes\": \"a\"}",
                "{\"level\": \"yes\", \"score\": 0.5, \"sure\": true, \"quotes\": [1]}",
                "{\"level\": \"yes\", \"level\": \"no\", \"score\": 0.5, \"sure\": true, \"quotes\": []}",
                "{\"level\": \"yes\", \"score\": 0.5, \"sure\": true, \"quotes\": []} or {\"level\": \"no\"}"
            })
    void whatHasNotTheShapeIsNotGuessed(String answer) {
        assertThat(ShapeReader.read(SHAPE, answer))
                .isInstanceOfSatisfying(
                        ShapeReader.Read.Misshapen.class,
                        misshapen -> assertThat(misshapen.reason()).isNotBlank());
    }

    @Test
    void deepNestingIsRefusedAndDoesNotOverflow() {
        String deep = "{\"level\":".repeat(100_000) + "1" + "}".repeat(100_000);

        assertThat(ShapeReader.read(SHAPE, deep)).isInstanceOf(ShapeReader.Read.Misshapen.class);
    }

    @Test
    void theReasonNamesTheFieldAndWhatWasThere() {
        assertThat(ShapeReader.read(SHAPE, GOOD.replace("\"yes\"", "\"maybe\"")))
                .isEqualTo(new ShapeReader.Read.Misshapen("field 'level' must be one of [yes, no] but is \"maybe\""));
    }
}
