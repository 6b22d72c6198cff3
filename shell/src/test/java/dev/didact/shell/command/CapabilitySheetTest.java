package dev.didact.shell.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.didact.engine.Capabilities;
import dev.didact.engine.PluginCard;
import dev.didact.engine.PluginOffer;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CapabilitySheetTest {
    private static PluginCard polite(String version, String sha256) {
        return new PluginCard(
                "org.example.polite",
                version,
                "Polite",
                PluginCard.State.RESOLVED,
                "",
                "MIT",
                "",
                sha256,
                Capabilities.NONE,
                List.of());
    }

    private static PluginOffer offer(Optional<PluginCard> now, boolean bundled, List<String> notes) {
        return new PluginOffer(
                Path.of("polite.zip"),
                "aaa",
                1,
                polite("1.1.0", "aaa"),
                now,
                bundled,
                List.of(),
                List.of(),
                notes,
                false);
    }

    private static String first(Optional<PluginCard> now) {
        return CapabilitySheet.lines(offer(now, false, List.of())).getFirst();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "1.0.0 | bbb | in place of 1.0.0",
                "1.1.0 | bbb | in place of 1.1.0, the same version with other content (bbb)",
                "1.1.0 | aaa | is in use as it is"
            })
    void whatIsReplacedIsToldWithItsContent(String version, String sha256, String words) {
        assertThat(first(Optional.of(polite(version, sha256)))).isEqualTo("org.example.polite 1.1.0   " + words);
    }

    @Test
    void whatComesWithDidactIsNotReplacedUnsaid() {
        assertThat(CapabilitySheet.lines(offer(Optional.of(polite("1.0.0", "bbb")), true, List.of())))
                .startsWith("org.example.polite 1.1.0   in place of 1.0.0, which comes with Didact");
    }

    @Test
    void whatElseIsWorthKnowingStandsOnTheSheet() {
        assertThat(CapabilitySheet.lines(offer(Optional.empty(), false, List.of("it brings along what the host has"))))
                .contains("  note      it brings along what the host has");
    }

    @Test
    void whatIsNewHereSaysSo() {
        assertThat(first(Optional.empty())).isEqualTo("org.example.polite 1.1.0   new here");
    }
}
