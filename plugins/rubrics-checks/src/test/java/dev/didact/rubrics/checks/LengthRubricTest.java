package dev.didact.rubrics.checks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.didact.api.Rubric;
import dev.didact.api.grading.CriterionResult.Scored;
import dev.didact.api.grading.Evidence;
import dev.didact.api.grading.Span;
import dev.didact.rubrics.checks.LengthRubric.Config;
import dev.didact.testkit.Decided;
import dev.didact.testkit.FullRubricContract;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LengthRubricTest extends FullRubricContract<Config> {
    @Override
    protected Rubric<Config> rubric() {
        return new LengthRubric();
    }

    @Override
    protected String with() {
        return "{ min-words: 2, max-words: 3 }";
    }

    @Override
    protected List<Example> examples() {
        return List.of(
                example("?", "one two three").gets("length", "yes"),
                example("?", "one two three four").gets("length", "no"),
                example("?", "").gets("length", "no"),
                example("?", "😀 é").gets("length", "no"));
    }

    private static Config words(int least, int most) {
        return new Config(Optional.of(least), Optional.of(most), Optional.empty(), Optional.empty());
    }

    private static Config characters(int least, int most) {
        return new Config(Optional.empty(), Optional.empty(), Optional.of(least), Optional.of(most));
    }

    private Scored result(Config config, String response) throws Exception {
        return scored(config, Decided.subject("?", response), "length");
    }

    @ParameterizedTest
    @CsvSource({
        "one, no",
        "one two, yes",
        "one two three, yes",
        "one two three four, no",
        "it's a well-known, yes",
        "'- one -- two -', yes",
        "'übergroß, naïve', yes",
    })
    void wordsAreCounted(String response, String level) throws Exception {
        assertThat(result(words(2, 3), response).level()).contains(level);
    }

    @Test
    void theFirstWordTooManyIsQuoted() throws Exception {
        assertThat(result(words(1, 2), "one two three four").evidence())
                .containsExactly(
                        Evidence.because("4 words, at least 1, at most 2"),
                        Evidence.quote(new Span("response", 8, 13, "three"), "the first word too many"));
    }

    @Test
    void aCharacterIsACodePoint() throws Exception {
        assertThat(result(characters(3, 3), "😀😀😀").level()).contains("yes");
        assertThat(result(characters(0, 2), "😀😀😀").evidence())
                .contains(Evidence.quote(new Span("response", 4, 6, "😀"), "the first character too many"));
    }

    @Test
    void boundsThatCannotBeMetAreRefused() {
        assertThatThrownBy(() -> words(3, 2)).hasMessage("min-words must not be above max-words but they are 3 and 2");
        assertThatThrownBy(() -> new Config(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty()))
                .hasMessageContaining("needs at least one of min-words");
    }
}
