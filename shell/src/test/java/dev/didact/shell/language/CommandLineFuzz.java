package dev.didact.shell.language;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;

/// Any text as what a person types: it is parsed, or refused with a place inside it; painting covers it, and completing
/// replaces what is there.
public final class CommandLineFuzz {
    private CommandLineFuzz() {}

    /// Lines with everything that the language has.
    public static List<byte[]> seeds() {
        return List.of(
                "run --rounds 3 a.yaml --set x=1 -o=json --set='y=a b' --yes; show -n 5 # and so on"
                        .getBytes(StandardCharsets.UTF_8),
                "use rubric \"two words\" with.length='it''s'\ngrade -- --yes \"a\\n\\\"b\\\"\\u0041\" least=3"
                        .getBytes(StandardCharsets.UTF_8));
    }

    /// Parses, paints and completes.
    public static void fuzzerTestOneInput(byte[] input) {
        String text = new String(input, StandardCharsets.UTF_8);
        try {
            for (Statement statement : Lexer.statements(SourceText.typed(text))) {
                Parser.parse(TestVerbs.ALL, statement);
            }
        } catch (ShellError e) {
            assertThat(e.place()).isPresent();
        }
        Lexer.open(text);
        int painted = 0;
        for (Painter.Stretch stretch : new Painter(TestVerbs.ALL).paint(text, true)) {
            assertThat(stretch.span().start()).isGreaterThanOrEqualTo(painted);
            painted = stretch.span().end();
        }
        assertThat(painted).isLessThanOrEqualTo(text.length());
        Completion completion = new Completer(TestVerbs.ALL, TestVerbs.ALL).complete(text, text.length());
        assertThat(completion.replaced().end()).isLessThanOrEqualTo(text.length());
    }
}
