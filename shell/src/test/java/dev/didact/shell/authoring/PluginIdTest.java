package dev.didact.shell.authoring;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PluginIdTest {
    @Test
    void everyNameOfAProjectComesFromTheId() {
        var id = new PluginId("org.example.plain-words");
        assertThat(id.contribution()).isEqualTo("plain-words");
        assertThat(id.group()).isEqualTo("org.example");
        assertThat(id.packageName()).isEqualTo("org.example.plainwords");
        assertThat(id.className()).isEqualTo("PlainWords");
        assertThat(id.title()).isEqualTo("Plain words");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "words",
                "org.Example.words",
                "org..words",
                "org.example.",
                "org.1.words",
                "org.a_b",
                "org.new"
            })
    void whatIsNoIdHasAReason(String text) {
        assertThat(PluginId.problem(text)).isPresent();
    }

    @ParameterizedTest
    @CsvSource({
        "words, org.example.words",
        "PlainWords, org.example.plain-words",
        "org.example.Plain_Words, org.example.plain-words",
        "org/example/words, org.example.words",
        "org.example.new, org.example.new-plugin",
        "org.example.3words, org.example.words"
    })
    void whatWasMeantIsSuggested(String text, String meant) {
        assertThat(PluginId.near(text)).containsExactly(meant);
        assertThat(PluginId.problem(meant)).isEmpty();
    }

    @Test
    void nothingIsSuggestedWhereThereIsNoTelling() {
        assertThat(PluginId.near("...")).isEmpty();
    }
}
