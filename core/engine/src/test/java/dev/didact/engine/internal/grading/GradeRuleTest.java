package dev.didact.engine.internal.grading;

import static org.assertj.core.api.Assertions.assertThat;

import dev.didact.api.Fault;
import dev.didact.api.data.Document;
import dev.didact.api.data.Item;
import dev.didact.api.data.Licence;
import dev.didact.api.data.Passage;
import dev.didact.api.data.Sample;
import dev.didact.api.grading.Criterion;
import dev.didact.api.grading.CriterionResult;
import dev.didact.api.grading.CriterionResult.Abstained;
import dev.didact.api.grading.CriterionResult.NotApplicable;
import dev.didact.api.grading.CriterionResult.Scored;
import dev.didact.api.grading.CriterionResult.Ungraded;
import dev.didact.api.grading.Evidence;
import dev.didact.api.grading.Grade;
import dev.didact.api.grading.Level;
import dev.didact.api.grading.Scale;
import dev.didact.api.grading.Span;
import dev.didact.api.grading.Subject;
import dev.didact.api.grading.Verdict;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GradeRuleTest {
    private static final Criterion TRUE = Criterion.yesNo("true", "Is it true?");
    private static final Criterion CLEAR = Criterion.yesNo("clear", "Is it clear?");
    private static final Criterion RANGE =
            new Criterion("range", "How good is it?", new Scale.Range(), Set.of(), Set.of());
    private static final Passage PASSAGE = Document.generated("s", "d", "salt is white", Licence.unknown("nowhere"))
            .whole();
    private static final Passage LATER = new Passage("d", 20, 34, "sugar is sweet", PASSAGE.origin());

    private static Subject subject(List<Passage> sources, Optional<String> reference, Map<String, String> inputs) {
        return new Subject(
                Sample.of("What is salt?", "salt is red"),
                0,
                Item.of("i", "What is salt?", PASSAGE),
                sources,
                reference,
                inputs,
                List.of(),
                Optional.empty());
    }

    private static final Subject SUBJECT = subject(List.of(PASSAGE, LATER), Optional.empty(), Map.of());

    private static CriterionResult checked(Criterion criterion, CriterionResult answer) {
        return Answers.checked(criterion, SUBJECT, Map.of(criterion.id(), answer));
    }

    private static Fault.Kind fault(CriterionResult result) {
        return ((Ungraded) result).fault().kind();
    }

    @Test
    void anAnswerOnItsScaleStands() {
        CriterionResult yes = TRUE.answer(true, List.of());

        assertThat(checked(TRUE, yes)).isEqualTo(yes);
        assertThat(checked(RANGE, RANGE.measured(0.3, List.of()))).isEqualTo(RANGE.measured(0.3, List.of()));
    }

    @Test
    void aLevelThatTheCriterionDoesNotHaveIsUngraded() {
        assertThat(fault(checked(TRUE, new Scored(Optional.of("maybe"), 1, List.of()))))
                .isEqualTo(Fault.Kind.LEVEL_NOT_IN_MENU);
        assertThat(fault(checked(TRUE, new Scored(Optional.empty(), 1, List.of()))))
                .isEqualTo(Fault.Kind.LEVEL_NOT_IN_MENU);
        assertThat(fault(checked(TRUE, TRUE.level("maybe", List.of())))).isEqualTo(Fault.Kind.LEVEL_NOT_IN_MENU);
    }

    @Test
    void aNumberThatIsNotThatOfTheLevelIsUngraded() {
        assertThat(fault(checked(TRUE, new Scored(Optional.of("no"), 1, List.of()))))
                .isEqualTo(Fault.Kind.LEVEL_NOT_IN_MENU);
    }

    @ParameterizedTest
    @ValueSource(doubles = {-0.01, 1.01, Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY})
    void aNumberOffTheScaleIsUngraded(double score) {
        assertThat(fault(checked(RANGE, new Scored(Optional.empty(), score, List.of()))))
                .isEqualTo(Fault.Kind.OUT_OF_RANGE);
        assertThat(fault(checked(RANGE, RANGE.measured(score, List.of())))).isEqualTo(Fault.Kind.OUT_OF_RANGE);
    }

    @Test
    void aCriterionThatTheGraderSaysNothingOfIsUngraded() {
        assertThat(Answers.checked(TRUE, SUBJECT, Map.of("clear", CLEAR.answer(true, List.of()))))
                .isInstanceOf(Ungraded.class);
    }

    @ParameterizedTest
    @CsvSource({"response,0,4,salt", "prompt,8,12,salt", "'d[0,13)',0,4,salt", "'d[20,34)',9,14,sweet"})
    void aQuoteThatStandsWhereItIsSaidToStands(String of, int start, int end, String quote) {
        CriterionResult quoted =
                TRUE.answer(true, List.of(Evidence.quote(new Span(of, start, end, quote), "it says so")));

        assertThat(checked(TRUE, quoted)).isEqualTo(quoted);
    }

    @ParameterizedTest
    @CsvSource({
        "response,0,4,pepper",
        "response,1,5,salt",
        "response,0,99,salt",
        "reference,0,4,salt",
        "'d[0,13)',0,4,sale",
        "'d[0,13)',0,5,sugar",
        "d,0,4,salt",
        "elsewhere,0,4,salt"
    })
    void aQuoteThatDoesNotStandThereIsUngraded(String of, int start, int end, String quote) {
        var span = new Span(of, start, end, quote);

        assertThat(fault(checked(TRUE, TRUE.answer(true, List.of(Evidence.quote(span, "it says so"))))))
                .isEqualTo(Fault.Kind.QUOTE_NOT_FOUND);
        assertThat(fault(checked(TRUE, TRUE.answer(true, List.of(Evidence.missing(span, "not in the answer"))))))
                .isEqualTo(Fault.Kind.QUOTE_NOT_FOUND);
    }

    @Test
    void whoNamesTheDocumentOfASourceIsToldHowItIsCited() {
        var span = new Span("d", 0, 4, "salt");
        CriterionResult result = checked(TRUE, TRUE.answer(true, List.of(Evidence.quote(span, "it says so"))));

        assertThat(((Ungraded) result).fault().message()).contains("a source is cited as d[0,13)");
    }

    @ParameterizedTest
    @CsvSource({"response,0", "response,4", "prompt,0", "'d[0,13)',3"})
    void aQuoteWithoutWordsIsUngraded(String of, int at) {
        var nothing = new Span(of, at, at, "");

        assertThat(fault(checked(TRUE, TRUE.answer(true, List.of(Evidence.quote(nothing, "it says so"))))))
                .isEqualTo(Fault.Kind.QUOTE_MISSING);
        assertThat(fault(checked(TRUE, TRUE.answer(true, List.of(Evidence.missing(nothing, "not in the answer"))))))
                .isEqualTo(Fault.Kind.QUOTE_MISSING);
    }

    @Test
    void aQuestionArisesUnlessAnOptionalInputIsAbsent() {
        var withNotes = new Criterion("true", "?", Scale.yesNo(), Set.of(), Set.of("notes", "sources"));
        var answer = new NotApplicable("no notes");
        Subject complete = subject(List.of(PASSAGE), Optional.empty(), Map.of("notes", "n"));

        assertThat(checked(withNotes, answer)).isEqualTo(answer);
        assertThat(fault(Answers.checked(withNotes, complete, Map.of("true", answer))))
                .isEqualTo(Fault.Kind.UNPARSEABLE);
        assertThat(checked(TRUE, answer))
                .isInstanceOfSatisfying(
                        Ungraded.class,
                        ungraded -> assertThat(ungraded.fault().message()).contains("'true'", "no notes"));
    }

    @Test
    void aMissingInputIsUngradedWhateverTheGraderSays() {
        for (String input : List.of("reference", "sources", Criterion.SIBLINGS, "notes")) {
            var needs = new Criterion("needs", "?", Scale.yesNo(), Set.of(input), Set.of());
            Subject without = subject(List.of(), Optional.empty(), Map.of());

            CriterionResult result = Answers.checked(needs, without, Map.of("needs", needs.answer(true, List.of())));

            assertThat(fault(result))
                    .isEqualTo(input.equals("sources") ? Fault.Kind.NO_SOURCE : Fault.Kind.MISSING_INPUT);
            assertThat(((Ungraded) result).fault().message()).contains("'" + input + "'");
        }
    }

    @Test
    void anInputThatIsThereIsNotMissing() {
        var needs = new Criterion("needs", "?", Scale.yesNo(), Set.of("reference", "sources", "notes"), Set.of());
        Subject with = subject(List.of(PASSAGE), Optional.of("white"), Map.of("notes", "n"));

        assertThat(Answers.checked(needs, with, Map.of("needs", needs.answer(true, List.of()))))
                .isInstanceOf(Scored.class);
    }

    /// Questions that arise only where there are notes.
    private static final List<Criterion> ON_NOTES = List.of(
            new Criterion("true", "Is it true?", Scale.yesNo(), Set.of(), Set.of("notes")),
            new Criterion("clear", "Is it clear?", Scale.yesNo(), Set.of(), Set.of("notes")));

    private static Verdict decided(OptionalDouble min, CriterionResult isTrue, CriterionResult isClear) {
        GradeRule rule = GradeRule.of("r", ON_NOTES, min).orElseThrow();
        return rule.decide(rule.entries(SUBJECT, Map.of("true", isTrue, "clear", isClear)));
    }

    private static final CriterionResult YES = TRUE.answer(true, List.of());
    private static final CriterionResult NO = TRUE.answer(false, List.of());
    private static final CriterionResult FAILED = Ungraded.of(Fault.Kind.TIMEOUT, "too late");

    @Test
    void withoutALeastScoreEveryQuestionMustBeAnsweredWithYes() {
        assertThat(decided(OptionalDouble.empty(), YES, YES)).isEqualTo(new Verdict.Accepted());
        assertThat(decided(OptionalDouble.empty(), YES, NO)).isEqualTo(new Verdict.Rejected("clear"));
        assertThat(decided(OptionalDouble.empty(), NO, NO)).isEqualTo(new Verdict.Rejected("true"));
        assertThat(decided(OptionalDouble.of(0.5), YES, NO)).isEqualTo(new Verdict.Accepted());
    }

    @Test
    void whatWasNotGradedQuarantinesHoweverGoodTheRest() {
        assertThat(decided(OptionalDouble.of(0), YES, FAILED)).isEqualTo(new Verdict.Quarantined("ungraded:clear"));
        assertThat(decided(OptionalDouble.empty(), FAILED, NO)).isEqualTo(new Verdict.Quarantined("ungraded:true"));
    }

    @Test
    void aSampleThatDeclinedToAnswerScoresNothing() {
        assertThat(decided(OptionalDouble.empty(), new Abstained("no idea"), YES))
                .isEqualTo(new Verdict.Rejected("true"));
    }

    @Test
    void aQuestionThatDoesNotAriseIsLeftOut() {
        assertThat(decided(OptionalDouble.empty(), new NotApplicable("no source"), YES))
                .isEqualTo(new Verdict.Accepted());
        assertThat(decided(OptionalDouble.empty(), new NotApplicable("no source"), NO))
                .isEqualTo(new Verdict.Rejected("clear"));
        assertThat(decided(OptionalDouble.of(0), new NotApplicable("no source"), new NotApplicable("no source")))
                .isInstanceOf(Verdict.Quarantined.class);
    }

    @Test
    void theTotalIsTheMeanAndThereIsNoneWhereSomethingWasNotGraded() {
        List<Grade.Entry> entries = List.of(
                new Grade.Entry("r", "a", YES),
                new Grade.Entry("r", "b", RANGE.measured(0.5, List.of())),
                new Grade.Entry("r", "c", new NotApplicable("no source")));

        assertThat(GradeRule.total(entries)).hasValue(0.75);
        assertThat(GradeRule.total(List.of(entries.getFirst(), new Grade.Entry("r", "d", FAILED))))
                .isEmpty();
    }

    @Test
    void sumsOfEqualSharesReachTheLeastScore() {
        List<Criterion> ten = java.util.stream.IntStream.range(0, 10)
                .mapToObj(i -> new Criterion("c" + i, "?", new Scale.Range(), Set.of(), Set.of()))
                .toList();
        GradeRule rule = GradeRule.of("r", ten, OptionalDouble.of(0.1)).orElseThrow();

        assertThat(rule.decide(ten.stream()
                        .map(criterion -> new Grade.Entry("r", criterion.id(), criterion.measured(0.1, List.of())))
                        .toList()))
                .isEqualTo(new Verdict.Accepted());
    }

    @Test
    void theLeastScoreMustBeStatedWhereYesDoesNotMeanOne() {
        var soft = new Criterion(
                "soft",
                "?",
                new Scale.Levels(List.of(new Level("poor", 0, ""), new Level("fair", 0.8, ""))),
                Set.of(),
                Set.of());

        assertThat(GradeRule.of("r", List.of(soft), OptionalDouble.empty())).isEmpty();
        assertThat(GradeRule.of("r", List.of(RANGE), OptionalDouble.empty())).isEmpty();
        assertThat(GradeRule.of("r", List.of(soft, RANGE), OptionalDouble.of(0.8)))
                .isPresent();
    }

    @Test
    void oneVerdictOfSeveralIsTheFirstRejectionElseTheFirstQuarantineElseAcceptance() {
        var accepted = new Verdict.Accepted();
        var rejected = new Verdict.Rejected("a");
        var quarantined = new Verdict.Quarantined("ungraded:b");

        assertThat(Verdicts.combine(List.of())).isEqualTo(accepted);
        assertThat(Verdicts.combine(List.of(accepted, accepted))).isEqualTo(accepted);
        assertThat(Verdicts.combine(List.of(accepted, quarantined, new Verdict.Quarantined("ungraded:c"))))
                .isEqualTo(quarantined);
        assertThat(Verdicts.combine(List.of(quarantined, accepted, rejected, new Verdict.Rejected("d"))))
                .isEqualTo(rejected);
    }
}
