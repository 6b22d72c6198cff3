package dev.didact.rubrics.checks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.didact.api.Rubric;
import dev.didact.api.grading.CriterionResult.Scored;
import dev.didact.api.grading.Evidence;
import dev.didact.api.grading.Span;
import dev.didact.rubrics.checks.ContainsRubric.Config;
import dev.didact.testkit.Decided;
import dev.didact.testkit.FullRubricContract;
import java.util.List;
import org.junit.jupiter.api.Test;

class ContainsRubricTest extends FullRubricContract<Config> {
    private static final Config SALT = new Config(List.of("salt"), List.of("sugar"), false);

    @Override
    protected Rubric<Config> rubric() {
        return new ContainsRubric();
    }

    @Override
    protected String with() {
        return "{ all-of: [salt], none-of: [sugar] }";
    }

    @Override
    protected List<Example> examples() {
        return List.of(
                example("?", "salt and sugar").gets("contains", "no"),
                example("?", "").gets("contains", "no"),
                example("?", "İ😀salt").gets("contains", "yes"));
    }

    private Scored result(Config config, String response) throws Exception {
        return scored(config, Decided.subject("?", response), "contains");
    }

    @Test
    void everyWantedTextMustOccurAndNoUnwantedOne() throws Exception {
        assertThat(result(SALT, "old salt").level()).contains("yes");
        assertThat(result(SALT, "pepper").level()).contains("no");
        assertThat(result(SALT, "salt, sugar").level()).contains("no");
    }

    @Test
    void whatWasFoundIsQuoted() throws Exception {
        assertThat(result(SALT, "salt, sugar").evidence())
                .containsExactly(
                        Evidence.quote(new Span("response", 0, 4, "salt"), "contains 'salt', as it must"),
                        Evidence.quote(new Span("response", 6, 11, "sugar"), "contains 'sugar', which must not occur"));
    }

    @Test
    void caseCountsUnlessToldOtherwise() throws Exception {
        assertThat(result(SALT, "SALT").level()).contains("no");
        assertThat(result(new Config(List.of("salt"), List.of(), true), "Old SALT")
                        .level())
                .contains("yes");
    }

    @Test
    void aCheckForNothingIsRefused() {
        assertThatThrownBy(() -> new Config(List.of(), List.of(), false))
                .hasMessage("'contains' needs at least one text in all-of or none-of");
        assertThatThrownBy(() -> new Config(List.of(""), List.of(), false)).hasMessageContaining("empty text");
    }
}
