package dev.didact.briefs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.didact.api.DidactException;
import dev.didact.api.Fault;
import dev.didact.api.Rubric;
import dev.didact.api.data.Passage;
import dev.didact.api.grading.ClaimState;
import dev.didact.api.grading.CriterionResult;
import dev.didact.api.grading.CriterionResult.Scored;
import dev.didact.api.grading.CriterionResult.Ungraded;
import dev.didact.api.grading.Evidence;
import dev.didact.api.grading.Span;
import dev.didact.api.grading.Subject;
import dev.didact.briefs.BriefRubric.Config;
import dev.didact.briefs.BriefRubric.Question;
import dev.didact.testkit.Decided;
import dev.didact.testkit.FullRubricContract;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BriefRubricTest extends FullRubricContract<Config> {
    private static final String PROBLEM = "b3o4u1a7e6";
    private static final String KEY = "1u3b4o6e7a";
    private static final Config HONEST = new Config(0, Optional.empty());

    @Override
    protected Rubric<Config> rubric() {
        return new BriefRubric();
    }

    @Override
    protected List<Example> examples() {
        return List.of(
                example(PROBLEM, KEY)
                        .gets("form", "yes")
                        .gets("grounding", "yes")
                        .gets("completeness", "yes")
                        .gets("order", "yes"),
                example(PROBLEM, "1u3e4o6e7a").gets("form", "yes").gets("grounding", "no"),
                example(PROBLEM, "").gets("completeness", "no"),
                example(PROBLEM, "3b3😀").gets("form", "no"),
                example("What is salt?", "1u").gets("grounding", "ungraded"));
    }

    /// The criteria that do not say yes, in the order of their names.
    private String objections(Config config, String problem, String response) throws DidactException {
        var objections = new TreeSet<String>();
        grade(config, Decided.subject(problem, response)).forEach((id, result) -> {
            if (!(result instanceof Scored scored && scored.score() == 1)) {
                objections.add(id);
            }
        });
        return String.join(" ", objections);
    }

    private List<Evidence> evidence(String criterion, String response) throws DidactException {
        CriterionResult result = grade(Decided.subject(PROBLEM, response)).get(criterion);
        return result instanceof Scored scored ? scored.evidence() : List.of();
    }

    @Test
    void theKeyPassesAllFour() throws Exception {
        assertThat(objections(HONEST, PROBLEM, KEY)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "1u 3b4o6e7a, form",
        "1u3b4o6e7a., form",
        "1u3b4o6e7a8, form",
        "1u3e4o6e7a, grounding",
        "1u3b4o6e7z, grounding",
        "2u3b4o6e7a, grounding",
        "1u3b4o6e, completeness",
        "3b, completeness",
        "3b1u4o6e7a, order",
        "1u1u3b4o6e7a, order",
        "7a6e4o3b1u, order",
        "1u3b4o6e7a3b, order",
    })
    void eachKindOfErrorIsSeenByOneCriterionAlone(String response, String criterion) throws Exception {
        assertThat(objections(HONEST, PROBLEM, response)).isEqualTo(criterion);
    }

    @Test
    void anAnswerWithoutClaimsFailsEverything() throws Exception {
        assertThat(objections(HONEST, PROBLEM, "")).isEqualTo("completeness form grounding order");
        assertThat(objections(HONEST, PROBLEM, "I do not know")).isEqualTo("completeness form grounding order");
    }

    /// Random edits of the key: the four together are as strict as the key itself, although none of them has it.
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void theFourAcceptTheKeyAndNothingElse(long randomSeed) throws Exception {
        var random = new SplittableRandom(randomSeed);
        int accepted = 0;
        for (int i = 0; i < 1_000; i++) {
            Facts facts = Facts.draw(1 + random.nextInt(Facts.MOST), random);
            String response = facts.key();
            for (int edits = random.nextInt(4); edits > 0; edits--) {
                response = edited(response, facts, random);
            }
            boolean accepts = objections(HONEST, facts.notation(), response).isEmpty();
            assertThat(accepts).as("%s = %s", facts.notation(), response).isEqualTo(response.equals(facts.key()));
            accepted += accepts ? 1 : 0;
        }
        assertThat(accepted).isBetween(200, 500);
    }

    private static String edited(String response, Facts facts, SplittableRandom random) {
        int at = random.nextInt(response.length() + 1);
        int pair = at / 2 * 2;
        String stranger = Facts.draw(1, random).key();
        String citizen = facts.all().get(random.nextInt(facts.size())).cited();
        boolean hasPair = pair + 2 <= response.length();
        return switch (random.nextInt(8)) {
            case 0 -> response.substring(0, at);
            case 1 -> response.substring(0, pair) + stranger + response.substring(pair);
            case 2 -> response.substring(0, pair) + citizen + response.substring(pair);
            case 3 -> hasPair ? response.substring(0, pair) + response.substring(pair + 2) : response + citizen;
            case 4 -> hasPair ? response.substring(0, pair) + stranger + response.substring(pair + 2) : stranger;
            case 5 ->
                hasPair
                        ? response.substring(pair, pair + 2)
                                + response.substring(0, pair)
                                + response.substring(pair + 2)
                        : response;
            case 6 -> response.substring(0, at) + "x7 é".charAt(random.nextInt(4)) + response.substring(at);
            default ->
                hasPair
                        ? response.substring(0, pair)
                                + response.charAt(pair + 1)
                                + response.charAt(pair)
                                + response.substring(pair + 2)
                        : response;
        };
    }

    @Test
    void everyClaimIsHeldAgainstTheFactItSpeaksOf() throws Exception {
        List<Evidence> evidence = evidence("grounding", "1u3e5z");

        assertThat(evidence)
                .containsExactly(
                        Evidence.claim(
                                new Span("response", 0, 2, "1u"),
                                Optional.of(new Span("prompt", 4, 6, "u1")),
                                ClaimState.SUPPORTED,
                                "source: u has 1"),
                        Evidence.claim(
                                new Span("response", 2, 4, "3e"),
                                Optional.of(new Span("prompt", 8, 10, "e6")),
                                ClaimState.CONTRADICTED,
                                "source: e has 6, b has 3"),
                        Evidence.claim(
                                new Span("response", 4, 6, "5z"),
                                Optional.empty(),
                                ClaimState.UNSUPPORTED,
                                "source: there is no z, no letter has 5"));
    }

    @Test
    void everyOmittedFactIsPointedOut() throws Exception {
        assertThat(evidence("completeness", "1u3b4o"))
                .containsExactly(
                        Evidence.missing(new Span("prompt", 6, 8, "a7"), "no claim speaks of it: a has 7"),
                        Evidence.missing(new Span("prompt", 8, 10, "e6"), "no claim speaks of it: e has 6"));
    }

    @Test
    void factsAreReadFromASourceWhereThePromptHoldsNone() throws Exception {
        Passage essay = Decided.passage("An essay.");
        Subject subject = Decided.subject(
                "Rank them.", "1u3e", essay, new Passage("facts.txt", 120, 124, "b3u1", essay.origin()));

        assertThat(grade(subject).get("form")).isInstanceOf(Scored.class);
        assertThat(grade(subject).get("grounding"))
                .isInstanceOfSatisfying(
                        Scored.class,
                        scored -> assertThat(scored.evidence().getFirst().inSource())
                                .contains(new Span("facts.txt[120,124)", 2, 4, "u1")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"What is salt?", "", "b3b4", "b3c3", "b0", "b3o"})
    void withoutFactsGroundingIsUngradedNotWrong(String prompt) throws Exception {
        Map<String, CriterionResult> results = grade(Decided.subject(prompt, "1u"));

        for (String criterion : List.of("grounding", "completeness")) {
            assertThat(results.get(criterion))
                    .isInstanceOfSatisfying(
                            Ungraded.class,
                            ungraded -> assertThat(ungraded.fault().kind()).isEqualTo(Fault.Kind.NO_SOURCE));
        }
        assertThat(results.get("form")).isInstanceOf(Scored.class);
    }

    @Test
    void aGraderBlindToOneCriterionPassesItsErrorsAndSaysSo() throws Exception {
        Config blind = new Config(0, Optional.of(Question.ORDER));

        assertThat(objections(blind, PROBLEM, "3b1u4o6e7a")).isEmpty();
        assertThat(objections(blind, PROBLEM, "3b1u4o6e")).isEqualTo("completeness");
        assertThat(grade(blind, Decided.subject(PROBLEM, "3b1u4o6e7a")).toString())
                .contains("this grader is set to be blind to order");
    }

    @Test
    void aGraderWrongAboutAShareOfFaultySamplesPassesAboutThatShare() throws Exception {
        var random = new SplittableRandom(1);
        Config wrong = new Config(0.3, Optional.empty());
        int passed = 0;
        for (int i = 0; i < 1_000; i++) {
            Facts facts = Facts.draw(5, random);
            String omission = facts.key().substring(2);
            passed += objections(wrong, facts.notation(), omission).isEmpty() ? 1 : 0;
            assertThat(objections(wrong, facts.notation(), facts.key())).isEmpty();
        }
        assertThat(passed).isBetween(250, 350);
    }
}
