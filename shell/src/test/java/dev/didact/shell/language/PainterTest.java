package dev.didact.shell.language;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class PainterTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "run a --rounds 3   | run VERB, --rounds OPTION",
                "ru                 | ``",
                "rux                | rux WRONG",
                "ru a               | ru WRONG",
                "run a --ro         | run VERB",
                "run a --rx         | run VERB, --rx WRONG",
                "run a --ro x       | run VERB, --ro WRONG",
                "grade 'x y' least=3 | grade VERB, 'x y' QUOTED, least KEY",
                "run a x=3          | run VERB, x WRONG",
                "show; nope         | show VERB, nope WRONG"
            })
    void eachStretchIsNamed(String text, String expected) {
        String line = text.stripTrailing();
        StringBuilder painted = new StringBuilder();
        for (Painter.Stretch stretch : new Painter(TestVerbs.ALL).paint(line, true)) {
            painted.append(painted.isEmpty() ? "" : ", ")
                    .append(line, stretch.span().start(), stretch.span().end())
                    .append(' ')
                    .append(stretch.kind());
        }
        assertThat(painted.toString()).isEqualTo(expected);
    }
}
