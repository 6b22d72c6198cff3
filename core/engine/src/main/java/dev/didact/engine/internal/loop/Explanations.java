package dev.didact.engine.internal.loop;

import dev.didact.api.data.Item;
import dev.didact.api.grading.CriterionResult;
import dev.didact.api.grading.DecidedSample;
import dev.didact.api.grading.Evidence;
import dev.didact.api.grading.Grade;
import dev.didact.api.grading.Verdict;
import dev.didact.engine.Explanation;
import dev.didact.engine.internal.identity.Hashes;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;

/// Why a sample has its verdict, as a tree down to the quoted words.
final class Explanations {
    private Explanations() {}

    /// The tree of a sample.
    ///
    /// @param parent reference of the sample that its item is
    static Explanation of(DecidedSample sample, Optional<String> parent) {
        List<Explanation> because = new ArrayList<>();
        because.add(new Explanation(
                "sample " + sample.sample().shown(),
                List.of(
                        Explanation.of("asked    " + sample.sample().prompt()),
                        Explanation.of("written  " + sample.sample().response()))));
        sample.grade().criteria().forEach(entry -> because.add(criterion(entry, sample.item())));
        because.add(origin(sample, parent));
        return new Explanation(
                sample.ref() + "  " + verdict(sample.verdict())
                        + total(sample.grade().total()),
                because);
    }

    private static String verdict(Verdict verdict) {
        return switch (verdict) {
            case Verdict.Accepted _ -> "accepted";
            case Verdict.Rejected(String criterion) -> "rejected by " + criterion;
            case Verdict.Quarantined(String rule) -> "quarantined by " + rule;
        };
    }

    private static String total(OptionalDouble total) {
        return total.isPresent() ? String.format(Locale.ROOT, "   %.2f", total.getAsDouble()) : "   no total";
    }

    private static Explanation criterion(Grade.Entry entry, Item item) {
        String name = entry.criterion() + "  ";
        return switch (entry.result()) {
            case CriterionResult.Scored(var level, var score, var evidence) ->
                new Explanation(
                        name + level.map(one -> one + "   ").orElse("") + String.format(Locale.ROOT, "%.2f", score)
                                + "   by " + entry.rubric(),
                        evidence.stream().map(each -> evidence(each, item)).toList());
            case CriterionResult.Abstained(String reason) -> Explanation.of(name + "abstained: " + reason);
            case CriterionResult.Ungraded(var fault) -> Explanation.of(name + "ungraded: " + fault);
            case CriterionResult.NotApplicable(String why) -> Explanation.of(name + "not applicable: " + why);
        };
    }

    private static Explanation evidence(Evidence evidence, Item item) {
        StringBuilder text = new StringBuilder();
        evidence.claim()
                .ifPresent(claim ->
                        text.append(claim.name().toLowerCase(Locale.ROOT)).append("   "));
        evidence.inSample()
                .ifPresent(span -> text.append('"').append(span.quote()).append("\"   "));
        text.append(evidence.rationale());
        List<Explanation> source = evidence.inSource()
                .map(span ->
                        List.of(Explanation.of("in " + span.cited(item.passages()) + ": \"" + span.quote() + "\"")))
                .orElse(List.of());
        return new Explanation(text.toString(), source);
    }

    private static Explanation origin(DecidedSample sample, Optional<String> parent) {
        var provenance = sample.provenance();
        List<Explanation> parts = new ArrayList<>();
        parts.add(Explanation.of("made by " + provenance.generatedBy().generator() + " in round "
                + provenance.generatedBy().round() + ", step "
                + provenance.generatedBy().step() + ", attempt "
                + sample.attempt() + ", random seed " + provenance.generatedBy().randomSeed()));
        parent.ifPresent(ref -> parts.add(Explanation.of("made of sample " + ref)));
        provenance
                .models()
                .forEach(model -> parts.add(Explanation.of("written by model " + model.name() + " ("
                        + model.provider() + ")"
                        + model.checkpoint()
                                .map(id -> ", checkpoint " + Hashes.shortened(id))
                                .orElse(""))));
        parts.add(new Explanation(
                "licence " + provenance.licence(),
                provenance.because().stream().map(Explanation::of).toList()));
        return new Explanation("origin", parts);
    }
}
