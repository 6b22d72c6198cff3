package dev.didact.engine.internal.loop;

import static org.assertj.core.api.Assertions.assertThat;

import dev.didact.api.data.Sample;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ArchiveTest {
    private final Archive archive = new Archive(() -> Path.of("not needed"));

    @AfterEach
    void close() {
        archive.close();
    }

    private boolean isNew(String prompt, String response) {
        archive.nextItem();
        return archive.add(Sample.of(prompt, response));
    }

    @ParameterizedTest
    @CsvSource({"'a b', 'A  b'", "'a b', ' a b\n'", "'a b', 'a\t\r\nb'", "'Ä', 'ä'"})
    void samplesThatDifferInCaseAndWhiteSpaceAreAlike(String first, String second) {
        assertThat(isNew("p", first)).isTrue();
        assertThat(isNew("p", second)).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"'a b', 'ab'", "'a', 'a .'", "'', 'a'"})
    void samplesThatDifferOtherwiseAreNot(String first, String second) {
        assertThat(isNew("p", first)).isTrue();
        assertThat(isNew("p", second)).isTrue();
    }

    @Test
    void whatStandsInThePromptIsNotTakenForTheResponse() {
        assertThat(isNew("a b", "c")).isTrue();
        assertThat(isNew("a", "b c")).isTrue();
    }

    @Test
    void theSamplesOfOneItemAreAllNewTogether() {
        archive.nextItem();
        assertThat(archive.add(Sample.of("p", "same"))).isTrue();
        assertThat(archive.add(Sample.of("p", "same"))).isTrue();
        assertThat(isNew("p", "same")).isFalse();
    }
}
