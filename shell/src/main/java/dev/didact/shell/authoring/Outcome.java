package dev.didact.shell.authoring;

import dev.didact.api.grading.CriterionResult;
import dev.didact.api.grading.DecidedSample;
import dev.didact.api.grading.Verdict;
import dev.didact.engine.Preview;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// What became of one sample of an example.
///
/// @param verdict the verdict and what decided it: `rejected by plain-words  0.00`
/// @param text the sample
/// @param fault why it could not be made or graded, with the author's line; empty where it could
public record Outcome(String verdict, String text, Optional<String> fault) {

    /// The outcomes of a preview by item, sample and attempt, in their order.
    public static Map<String, Outcome> of(Preview preview) {
        Map<String, Outcome> outcomes = new LinkedHashMap<>();
        for (Preview.Previewed item : preview.items()) {
            for (DecidedSample sample : item.samples()) {
                outcomes.put(name(item.item(), sample, outcomes), of(sample));
            }
            for (int i = 0; i < item.faults().size(); i++) {
                outcomes.put(
                        item.item() + " fault " + (i + 1),
                        new Outcome(
                                "no sample",
                                "",
                                Optional.of(item.faults().get(i).toString())));
            }
        }
        return outcomes;
    }

    private static String name(String item, DecidedSample sample, Map<String, Outcome> taken) {
        String attempt = sample.attempt() > 1 ? " attempt " + sample.attempt() : "";
        String name = item + " #" + (sample.sampleIndex() + 1) + attempt;
        String unique = name;
        for (int i = 2; taken.containsKey(unique); i++) {
            unique = name + " (" + i + ")";
        }
        return unique;
    }

    private static Outcome of(DecidedSample sample) {
        String why = switch (sample.verdict()) {
            case Verdict.Accepted _ -> "";
            case Verdict.Rejected rejected -> " by " + rejected.criterion();
            case Verdict.Quarantined quarantined -> " by " + quarantined.rule();
        };
        String score = sample.grade().total().isPresent()
                ? String.format(Locale.ROOT, "  %.2f", sample.grade().total().getAsDouble())
                : "";
        Optional<String> fault = sample.grade().criteria().stream()
                .flatMap(entry -> entry.result() instanceof CriterionResult.Ungraded ungraded
                        ? Optional.of(ungraded.fault().toString()).stream()
                        : Optional.<String>empty().stream())
                .findFirst();
        return new Outcome(
                sample.verdict().word() + why + score, sample.sample().shown(), fault);
    }
}
