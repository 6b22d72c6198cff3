package dev.didact.rubrics.checks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.didact.api.Fault;
import dev.didact.api.Rubric;
import dev.didact.api.grading.CriterionResult;
import dev.didact.api.grading.CriterionResult.Scored;
import dev.didact.api.grading.CriterionResult.Ungraded;
import dev.didact.api.grading.Evidence;
import dev.didact.api.grading.Span;
import dev.didact.rubrics.checks.RegexRubric.Config;
import dev.didact.testkit.Decided;
import dev.didact.testkit.FullRubricContract;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RegexRubricTest extends FullRubricContract<Config> {
    private static final Config NUMBER = new Config("[0-9]+", false);

    @Override
    protected Rubric<Config> rubric() {
        return new RegexRubric();
    }

    @Override
    protected String with() {
        return "pattern: '[0-9]+'";
    }

    @Override
    protected List<Example> examples() {
        return List.of(
                example("?", "in 1932").gets("regex", "yes"),
                example("?", "").gets("regex", "no"),
                example("?", "never").gets("regex", "no"));
    }

    private CriterionResult result(Config config, String response) throws Exception {
        return result(config, Decided.subject("?", response), "regex");
    }

    @Test
    void aMatchIsQuoted() throws Exception {
        assertThat(result(NUMBER, "in 1932"))
                .isEqualTo(new Scored(
                        Optional.of("yes"),
                        1,
                        List.of(Evidence.quote(
                                new Span("response", 3, 7, "1932"), "'[0-9]+' matches here, as it must"))));
    }

    @Test
    void aMatchWithoutCharactersIsNotQuoted() throws Exception {
        assertThat(result(new Config("$", false), "ab"))
                .isEqualTo(new Scored(
                        Optional.of("yes"),
                        1,
                        List.of(Evidence.because("'$' matches here, as it must, at character 2 and without any"))));
    }

    @ParameterizedTest
    @CsvSource({"in 1932, false, yes", "never, false, no", "in 1932, true, no", "never, true, yes"})
    void aPatternMustMatchOrMustNot(String response, boolean absent, String level) throws Exception {
        assertThat(result(new Config("[0-9]+", absent), response))
                .isInstanceOfSatisfying(
                        Scored.class, scored -> assertThat(scored.level()).contains(level));
    }

    @ParameterizedTest
    @CsvSource({
        "(a+)+\\1b, 40",
        "(?:a+){10}b, 60",
        "a*a*a*a*a*a*b, 200",
        ".*.*.*.*x, 1000",
        "(a|b)*$, 100000",
    })
    void aPatternThatBacktracksWithoutEndIsUngradedNotHung(String pattern, int length) throws Exception {
        assertThat(result(new Config(pattern, false), "a".repeat(length) + "!"))
                .isInstanceOfSatisfying(
                        Ungraded.class,
                        ungraded -> assertThat(ungraded.fault().kind()).isEqualTo(Fault.Kind.TIMEOUT));
    }

    @Test
    void anOrdinaryPatternReadsALongResponseToItsEnd() throws Exception {
        assertThat(result(new Config("\\bend\\.$", false), "some words and more ".repeat(20_000) + "end."))
                .isInstanceOfSatisfying(
                        Scored.class, scored -> assertThat(scored.level()).contains("yes"));
    }

    @Test
    void aBrokenPatternIsRefusedBeforeTheRun() {
        assertThatThrownBy(() -> new Config("(a", false))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("pattern '(a' is no regular expression: Unclosed group near character 2");
    }
}
