package dev.didact.shell.language;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

final class SuggestionsTest {

    @Test
    void aSwapOfNeighboursIsOneEdit() {
        assertThat(Suggestions.distance("grunded", "grounded")).isEqualTo(1);
        assertThat(Suggestions.distance("rnu", "run")).isEqualTo(1);
        assertThat(Suggestions.distance("kitten", "sitting")).isEqualTo(3);
    }

    @Test
    void theNearestComesFirstAndThreeAreEnough() {
        List<String> known = List.of("sources", "source", "sourced", "sourcex", "rubrics");
        assertThat(Suggestions.near("source", known)).containsExactly("source", "sourced", "sources");
    }

    @Test
    void aBeginningIsEnough() {
        assertThat(Suggestions.near("gen", List.of("generators", "grade"))).containsExactly("generators");
    }

    @Test
    void aWordFarFromEverythingSuggestsNothing() {
        assertThat(Suggestions.near("banana", List.of("run", "grade"))).isEmpty();
        assertThat(Suggestions.near("x", List.of("run", "to"))).isEmpty();
    }
}
