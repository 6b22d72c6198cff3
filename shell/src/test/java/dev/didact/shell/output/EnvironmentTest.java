package dev.didact.shell.output;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class EnvironmentTest {

    private static Environment with(Map<String, String> variables) {
        return new Environment(variables, Path.of(""), Optional.empty(), false, true, true);
    }

    @ParameterizedTest
    @CsvSource(
            value = {
                "TERM, xterm, true, true",
                "TERM, xterm, false, false",
                "TERM, dumb, true, false",
                "NO_COLOR, 1, true, false",
                "CLICOLOR_FORCE, 1, false, true",
                "CLICOLOR_FORCE, 0, false, false"
            })
    void colourFollowsTheTerminalAndTheVariables(String name, String value, boolean terminal, boolean colour) {
        assertThat(with(Map.of(name, value)).style(terminal).colour()).isEqualTo(colour);
    }

    @ParameterizedTest
    @CsvSource(value = {"0, 100", "banana, 100", "80, 80", "'', 100", "-3, 100"})
    void anUnknownWidthIsAHundred(String columns, int width) {
        assertThat(with(Map.of("COLUMNS", columns)).width()).isEqualTo(width);
    }

    @ParameterizedTest
    @CsvSource(value = {"DIDACT_ASCII, 1, true", "LC_ALL, C, true", "LANG, en_GB.UTF-8, false"})
    void asciiWhereTheTerminalKnowsNoMore(String name, String value, boolean ascii) {
        assertThat(with(Map.of(name, value)).style(true).ascii()).isEqualTo(ascii);
    }
}
