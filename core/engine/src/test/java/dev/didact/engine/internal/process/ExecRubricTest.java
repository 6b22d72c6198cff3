package dev.didact.engine.internal.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.didact.api.DidactException;
import dev.didact.api.Fault;
import dev.didact.api.Rubric;
import dev.didact.api.Step;
import dev.didact.api.data.Passage;
import dev.didact.api.grading.ClaimState;
import dev.didact.api.grading.CriterionResult;
import dev.didact.api.grading.CriterionResult.Abstained;
import dev.didact.api.grading.CriterionResult.Scored;
import dev.didact.api.grading.CriterionResult.Ungraded;
import dev.didact.api.grading.Evidence;
import dev.didact.api.grading.Span;
import dev.didact.api.model.Reply;
import dev.didact.api.model.Usage;
import dev.didact.engine.Contexts;
import dev.didact.engine.internal.process.ExecRubric.Question;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExecRubricTest {
    @TempDir
    Path folder;

    @BeforeEach
    void python() {
        Python.isNeeded();
    }

    private static Question question(String id, String... levels) {
        return new Question(id, "", List.of(levels), Set.of("prompt", "response"), Set.of());
    }

    private static ExecRubric.Config config(Duration deadline, List<Question> criteria, String... command) {
        return new ExecRubric.Config(
                List.of(command),
                criteria,
                Map.of("FROM_RECIPE", "yes"),
                List.of(),
                Map.of("longest", "3"),
                List.of(),
                deadline);
    }

    private static Map<String, CriterionResult> grade(Rubric.Grader grader, String response) throws DidactException {
        return switch (grader.grade(Given.subject(response))) {
            case Step.Done<Map<String, CriterionResult>>(var results) -> results;
            case Step.Ask<Map<String, CriterionResult>> _ -> throw new AssertionError("it asks a model");
        };
    }

    /// A rubric of one criterion `polite` whose program answers each line by this Python, in which `m` is the message.
    private Rubric.Grader grader(Duration deadline, String answer) throws DidactException {
        Python.script(folder, "grade.py", """
                import json, os, subprocess, sys, time
                for line in sys.stdin:
                    m = json.loads(line)
                    if "open" in m:
                        print(json.dumps({"ready": {"criteria": ["polite"]}}), flush=True)
                    elif "close" in m:
                        break
                    else:
                        text = m["grade"]["sample"]["response"] if "grade" in m else ""
                        yes = {"id": m["id"], "done": {"polite": {"level": "yes"}}}
                        %s
                """.formatted(answer));
        return new ExecRubric()
                .open(
                        config(deadline, List.of(question("polite", "no", "yes")), "python3", "grade.py"),
                        Contexts.at(folder));
    }

    @Test
    void theExampleGrades() throws Exception {
        var config = config(
                Duration.ofSeconds(60),
                List.of(question("polite", "no", "yes"), question("plain")),
                "python3",
                Python.EXAMPLES.resolve("rubric.py").toString());
        try (var grader = new ExecRubric().open(config, Contexts.at(folder))) {
            Map<String, CriterionResult> kind =
                    grade(grader, "Here you are. Thank you for all of your patience today.");
            assertThat(kind.get("polite")).isInstanceOfSatisfying(Scored.class, scored -> {
                assertThat(scored.level()).contains("yes");
                assertThat(scored.evidence().getFirst().inSample().orElseThrow().quote())
                        .isEqualTo("Thank you");
            });
            assertThat(kind.get("plain"))
                    .isInstanceOfSatisfying(
                            Scored.class, scored -> assertThat(scored.score()).isEqualTo(0.5));

            assertThat(grade(grader, "Go away.").get("polite"))
                    .isInstanceOfSatisfying(
                            Scored.class, scored -> assertThat(scored.score()).isZero());
            assertThat(grade(grader, "").get("polite")).isInstanceOf(Abstained.class);
            assertThat(grade(grader, "").get("plain")).isInstanceOf(Abstained.class);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "yes['done']['polite'] = {'level': 'very'}; print(json.dumps(yes), flush=True) | LEVEL_NOT_IN_MENU | has no level 'very'",
                "yes['done']['polite'] = {'score': 0.5}; print(json.dumps(yes), flush=True)    | OUT_OF_RANGE | is answered by a level",
                "yes['done']['polite'] = 'yes'; print(json.dumps(yes), flush=True)      | UNPARSEABLE       | 'done.polite' must be an object but is \"yes\"",
                "yes['done']['polite']['evidence'] = [{'quote': 'zz'}]; print(json.dumps(yes), flush=True) | QUOTE_NOT_FOUND | quotes 'zz'",
                "yes['done']['polite']['evidence'] = [{'quote': ''}]; print(json.dumps(yes), flush=True) | QUOTE_MISSING | a quote without words",
                "yes['done']['polite']['evidence'] = [{'quote': 'b', 'claim': 'true'}]; print(json.dumps(yes), flush=True) | UNPARSEABLE | 'done.polite.evidence[0].claim' must be one of [supported, contradicted, unsupported, undecided] but is \"true\"",
                "yes['done']['polite']['evidence'] = [{'claim': 'supported'}]; print(json.dumps(yes), flush=True) | QUOTE_MISSING | a claim without the 'quote'",
                "yes['done']['polite']['evidence'] = [{'source': 'zz'}]; print(json.dumps(yes), flush=True) | QUOTE_NOT_FOUND | quotes 'zz', which is in no source",
                "yes['done']['polite']['evidence'] = [{'source': ''}]; print(json.dumps(yes), flush=True) | QUOTE_MISSING | a source without words",
                "yes['done']['polite']['evidence'] = [{'quotes': 'b'}]; print(json.dumps(yes), flush=True) | UNPARSEABLE | 'done.polite.evidence[0].quotes' is not of the protocol; it knows quote, source, claim, rationale here",
                "yes['done']['polite'] = {'level': 'yes', 'evidence': 'because'}; print(json.dumps(yes), flush=True) | UNPARSEABLE | 'done.polite.evidence' must be a list of objects but is \"because\"",
                "yes['done']['polite'] = {'level': 'yes', 'evidence': {'quote': 'b'}}; print(json.dumps(yes), flush=True) | UNPARSEABLE | 'done.polite.evidence' must be a list of objects but is {\"quote\":\"b\"}",
                "yes['done']['polite'] = {'level': 'yes', 'evidence': None}; print(json.dumps(yes), flush=True) | UNPARSEABLE | 'done.polite.evidence' must be a list of objects but is null",
                "yes['done']['polite'] = {'level': 'yes', 'evidence': [{'rationale': 'b'}, 1, None]}; print(json.dumps(yes), flush=True) | UNPARSEABLE | 'done.polite.evidence[1]' must be an object but is 1",
                "yes['done']['polite'] = {'level': 'yes', 'evidence': [{'quote': 5}]}; print(json.dumps(yes), flush=True) | UNPARSEABLE | 'done.polite.evidence[0].quote' must be a text but is 5",
                "yes['done']['polite'] = {'level': 'yes', 'evidence': [{'quote': None}]}; print(json.dumps(yes), flush=True) | UNPARSEABLE | 'done.polite.evidence[0].quote' must be a text but is null",
                "yes['done']['polite'] = {'level': 'yes', 'evidence': [{'rationale': ['b']}]}; print(json.dumps(yes), flush=True) | UNPARSEABLE | 'done.polite.evidence[0].rationale' must be a text but is [\"b\"]",
                "yes['done']['polite'] = {'level': 'yes', 'evidnce': []}; print(json.dumps(yes), flush=True) | UNPARSEABLE | 'done.polite.evidnce' is not of the protocol; it knows level, score, evidence, abstained, notApplicable, ungraded here",
                "yes['done']['polite'] = {'level': 'yes', 'abstained': True}; print(json.dumps(yes), flush=True) | UNPARSEABLE | 'done.polite' must hold one of level, score, abstained, notApplicable, ungraded and holds level, abstained",
                "yes['done']['polite'] = {'level': 'yes', 'score': 1}; print(json.dumps(yes), flush=True) | UNPARSEABLE | and holds level, score",
                "yes['done']['polite'] = {'evidence': []}; print(json.dumps(yes), flush=True) | UNPARSEABLE | and holds none",
                "yes['done']['polite'] = {'abstained': 'why', 'evidence': []}; print(json.dumps(yes), flush=True) | UNPARSEABLE | 'done.polite.evidence' is not of the protocol; it knows abstained here",
                "yes['done']['polite'] = {'abstained': ' '}; print(json.dumps(yes), flush=True) | UNPARSEABLE | 'done.polite.abstained' must be a text that is not blank",
                "yes['done']['polite']['evidence'] = [{}]; print(json.dumps(yes), flush=True) | UNPARSEABLE | 'done.polite.evidence[0]' says nothing; evidence has a quote, a source or a rationale",
                "yes['done']['polite'] = {'abstained': 5}; print(json.dumps(yes), flush=True) | UNPARSEABLE | 'done.polite.abstained' must be a text but is 5",
                "yes['done']['polite'] = {'ungraded': None}; print(json.dumps(yes), flush=True) | UNPARSEABLE | 'done.polite.ungraded' must be a text but is null",
                "yes['done']['polite'] = {'notApplicable': []}; print(json.dumps(yes), flush=True) | UNPARSEABLE | 'done.polite.notApplicable' must be a text but is []",
                "yes['done']['polite'] = {'level': 1}; print(json.dumps(yes), flush=True) | UNPARSEABLE | 'done.polite.level' must be a text but is 1",
                "yes['done']['polite'] = {'score': '0.5'}; print(json.dumps(yes), flush=True) | UNPARSEABLE | 'done.polite.score' must be a number but is \"0.5\""
            })
    void aWrongResultIsUngradedAndTheNextSampleIsGraded(String answer, Fault.Kind kind, String message)
            throws Exception {
        String broken = "if text == 'break': " + answer + "\n        else: print(json.dumps(yes), flush=True)";
        try (var grader = grader(Duration.ofSeconds(60), broken)) {
            assertThat(grade(grader, "break").get("polite")).isInstanceOfSatisfying(Ungraded.class, ungraded -> {
                assertThat(ungraded.fault().kind()).isEqualTo(kind);
                assertThat(ungraded.fault().message()).contains(message);
            });
            assertThat(grade(grader, "well").get("polite")).isInstanceOf(Scored.class);
        }
    }

    @Test
    void aClaimIsHeldAgainstThePlaceInTheSourceThatIsQuoted() throws Exception {
        try (var grader = grader(Duration.ofSeconds(60), """
                yes['done']['polite']['evidence'] = [
                            {'quote': 'the mat', 'claim': 'contradicted', 'source': 'the door', 'rationale': 'no mat'}]
                        print(json.dumps(yes), flush=True)""")) {
            Passage house = Given.item().passages().getFirst();
            assertThat(grade(grader, "Under the mat.").get("polite"))
                    .isInstanceOfSatisfying(
                            Scored.class,
                            scored -> assertThat(scored.evidence())
                                    .containsExactly(Evidence.claim(
                                            Span.response("Under the mat.", 6, 13),
                                            Optional.of(Span.source(house, 21, 29)),
                                            ClaimState.CONTRADICTED,
                                            "no mat")));
        }
    }

    @Test
    void anExitDuringAGradeIsNoScoreAndTheNextSampleIsGraded() throws Exception {
        try (var grader = grader(Duration.ofSeconds(60), """
                if text == 'break': print('out of paper', file=sys.stderr); sys.exit(3)
                        print(json.dumps(yes), flush=True)""")) {
            assertThat(Given.fault(() -> grade(grader, "break")).message())
                    .contains("ended with exit code 3; its last lines: out of paper");
            assertThat(grade(grader, "well").get("polite")).isInstanceOf(Scored.class);
        }
    }

    @Test
    void anUnknownCriterionIsNoGrade() throws Exception {
        try (var grader =
                grader(Duration.ofSeconds(60), "yes['done']['loud'] = {}; print(json.dumps(yes), flush=True)")) {
            assertThat(Given.fault(() -> grade(grader, "any")).message())
                    .contains("'done.loud' is not of the protocol; it knows polite here");
        }
    }

    @Test
    void aProgramAsksAModelAndGetsItsStateBack() throws Exception {
        try (var grader = grader(Duration.ofSeconds(60), """
                if "grade" in m:
                            print(json.dumps({"id": m["id"], "ask": [{"seat": "judge", "messages": [
                                {"role": "user", "content": "Is this polite? " + text}]}], "state": {"seen": text}}), flush=True)
                        else:
                            good = m["state"]["seen"] == "Please." and m["replies"][0]["text"] == "It is."
                            print(json.dumps({"id": m["id"], "done": {"polite": {"level": "yes" if good else "no"}}}), flush=True)""")) {
            assertThat(grader.grade(Given.subject("Please."))).isInstanceOfSatisfying(Step.Ask.class, step -> {
                @SuppressWarnings("unchecked")
                var ask = (Step.Ask<Map<String, CriterionResult>>) step;
                assertThat(ask.requests().getFirst().messages().getFirst().content())
                        .isEqualTo("Is this polite? Please.");
                var done = ask.then().apply(List.of(Reply.Answered.of("It is.", Usage.NONE)));
                assertThat(done)
                        .isInstanceOfSatisfying(
                                Step.Done.class,
                                end -> assertThat(((Map<?, ?>) end.value()).get("polite"))
                                        .isInstanceOfSatisfying(
                                                Scored.class,
                                                scored -> assertThat(scored.level())
                                                        .contains("yes")));
            });
        }
    }

    @Test
    void aProgramThatAnswersOtherCriteriaIsRefused() {
        Python.script(folder, "other.py", "print('{\"ready\":{\"criteria\":[\"loud\"]}}', flush=True)\ninput()\n");
        var polite = List.of(question("polite", "no", "yes"));
        assertThatThrownBy(() -> new ExecRubric()
                        .open(config(Duration.ofSeconds(60), polite, "python3", "other.py"), Contexts.at(folder)))
                .isInstanceOf(DidactException.Unavailable.class)
                .hasMessageContaining("answers the criteria [loud] and the recipe asks it [polite]");
    }

    @Test
    void levelsAreSpreadFromTheWorstToTheBest() throws Exception {
        var config = config(
                Duration.ofSeconds(1), List.of(question("tone", "rude", "plain", "warm"), question("length")), "true");

        var criteria = new ExecRubric().criteria(config);

        assertThat(criteria.getFirst().level("plain", List.of()))
                .isInstanceOfSatisfying(
                        Scored.class, scored -> assertThat(scored.score()).isEqualTo(0.5));
        assertThat(criteria.getLast().measured(0.25, List.of())).isInstanceOf(Scored.class);
        assertThatThrownBy(() ->
                        new ExecRubric().criteria(config(Duration.ofSeconds(1), List.of(question("x", "one")), "true")))
                .isInstanceOf(DidactException.Config.class);
        assertThatThrownBy(() -> config(Duration.ofSeconds(1), List.of(question("x"), question("x")), "true"))
                .hasMessageContaining("criterion 'x' is there twice");
    }
}
