package dev.didact.shell.output;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class PrintableTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\u001b[2J", "\u001b]52;c;aGk=\u0007", "\u001b]8;;http://x\u001b\\", "a\rb", "\u009b31m", "\u0007",
                        "\b",
                "\u202egnp.exe", "\u2066x\u2069", "\ufeff", "\ud800", "\udb40\udc41", "a\nb", "\u007f"
            })
    void whatDrivesATerminalIsWrittenAsAnEscape(String hostile) {
        String shown = Printable.of(hostile);
        assertThat(shown).contains("\\").isNotEqualTo(hostile);
        assertThat(shown.codePoints().noneMatch(Printable::unsafe)).isTrue();
        assertThat(Json.of(hostile).codePoints().noneMatch(Printable::unsafe)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "plain", "Grüße", "日本語", "👩‍👩‍👧", "e\u0301", "שלום"})
    void ordinaryTextStaysAsItIs(String text) {
        assertThat(Printable.of(text)).isEqualTo(text);
    }

    @Test
    void anEscapeCanBeRead() {
        assertThat(Printable.of("a\u001b[31m\tb")).isEqualTo("a\\u001b[31m\\tb");
    }
}
