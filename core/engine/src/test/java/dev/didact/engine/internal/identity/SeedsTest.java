package dev.didact.engine.internal.identity;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SeedsTest {
    @Test
    void equalNamesGiveEqualStreamsWhateverWasDrawnBefore() {
        var first = Seeds.stream(7, "learn", "order");
        long drawn = first.nextLong();
        Seeds.stream(7, "learn", "weights").nextLong();

        assertThat(Seeds.stream(7, "learn", "order").nextLong()).isEqualTo(drawn);
        assertThat(first.nextLong()).isNotEqualTo(drawn);
    }

    @Test
    void everyNameAndTheRandomSeedCount() {
        assertThat(Seeds.of(7, "a", "b"))
                .isNotEqualTo(Seeds.of(8, "a", "b"))
                .isNotEqualTo(Seeds.of(7, "ab"))
                .isNotEqualTo(Seeds.of(7, "b", "a"))
                .isNotEqualTo(Seeds.of(7, "a", "b", ""));
    }

    @Test
    void seedsStayWhatTheyAreBecauseKeptRunsDependOnThem() {
        assertThat(Seeds.of(0, "call", "key")).isEqualTo(4_101_253_537_217_879_323L);
    }
}
