package dev.didact.shell.report;

import dev.didact.api.data.Passage;
import dev.didact.api.grading.ClaimState;
import dev.didact.api.grading.CriterionResult;
import dev.didact.api.grading.Evidence;
import dev.didact.api.grading.Grade;
import java.util.List;
import java.util.Locale;

/// What one criterion said of one sample, down to the words it rests on.
///
/// @param criterion the criterion
/// @param rubric its rubric
/// @param said what it said, in words
/// @param tone name of its colour: `good`, `bad` or `open`
/// @param evidence what it rests on
/// @param more how much evidence of supported claims is left out
record Reasoned(String criterion, String rubric, String said, String tone, List<Ground> evidence, int more) {
    /// So much evidence is shown of one criterion; supported claims give way first.
    private static final int MOST = 12;

    /// One piece of evidence.
    ///
    /// @param state how the claim stands; empty where the evidence is no claim
    /// @param tone name of its colour
    /// @param quote the words of the sample; empty where something is missing
    /// @param source where the words of the source stand; empty without them
    /// @param sourceQuote the words of the source
    /// @param rationale the reason, in words
    record Ground(String state, String tone, String quote, String source, String sourceQuote, String rationale) {}

    /// @param passages those that the evidence may be a part of
    static Reasoned of(Grade.Entry entry, List<Passage> passages) {
        List<Evidence> evidence = evidence(entry.result());
        List<Evidence> shown = evidence.size() <= MOST ? evidence : gravest(evidence);
        return new Reasoned(
                entry.criterion(),
                entry.rubric(),
                said(entry.result()),
                tone(entry.result()),
                shown.stream().map(each -> ground(each, passages)).toList(),
                evidence.size() - shown.size());
    }

    /// The evidence of a result; none where nothing was scored.
    static List<Evidence> evidence(CriterionResult result) {
        return switch (result) {
            case CriterionResult.Scored scored -> scored.evidence();
            case CriterionResult.Abstained _, CriterionResult.Ungraded _, CriterionResult.NotApplicable _ -> List.of();
        };
    }

    private static List<Evidence> gravest(List<Evidence> evidence) {
        List<Evidence> grave = evidence.stream()
                .filter(each ->
                        each.claim().filter(ClaimState.SUPPORTED::equals).isEmpty())
                .toList();
        return (grave.isEmpty() ? evidence : grave).stream().limit(MOST).toList();
    }

    private static String said(CriterionResult result) {
        return switch (result) {
            case CriterionResult.Scored scored -> {
                String score = String.format(Locale.ROOT, "%.2f", scored.score());
                yield scored.level().map(level -> level + " (" + score + ")").orElse(score);
            }
            case CriterionResult.Abstained abstained -> "the sample declined to answer: " + abstained.reason();
            case CriterionResult.Ungraded ungraded -> "not graded, " + ungraded.fault();
            case CriterionResult.NotApplicable absent -> "does not apply: " + absent.why();
        };
    }

    private static String tone(CriterionResult result) {
        return switch (result) {
            case CriterionResult.Scored scored when scored.score() >= 1 -> "good";
            case CriterionResult.Scored scored when scored.score() <= 0 -> "bad";
            case CriterionResult.Scored _ -> "";
            case CriterionResult.Abstained _, CriterionResult.Ungraded _ -> "open";
            case CriterionResult.NotApplicable _ -> "";
        };
    }

    private static Ground ground(Evidence evidence, List<Passage> passages) {
        Marked.Tone tone = Marked.Tone.of(evidence.claim());
        return new Ground(
                evidence.claim().isPresent() ? tone.word() : "",
                evidence.claim().isPresent() ? tone.paint() : "",
                evidence.inSample().map(span -> Example.cut(span.quote())).orElse(""),
                evidence.inSource().map(span -> span.cited(passages)).orElse(""),
                evidence.inSource().map(span -> Example.cut(span.quote())).orElse(""),
                evidence.rationale());
    }
}
