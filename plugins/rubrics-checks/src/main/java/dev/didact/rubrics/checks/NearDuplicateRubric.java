package dev.didact.rubrics.checks;

import dev.didact.api.Context;
import dev.didact.api.Contributes;
import dev.didact.api.Fault;
import dev.didact.api.Rubric;
import dev.didact.api.Step;
import dev.didact.api.config.Default;
import dev.didact.api.config.Max;
import dev.didact.api.config.Min;
import dev.didact.api.grading.Criterion;
import dev.didact.api.grading.CriterionResult;
import dev.didact.api.grading.CriterionResult.Ungraded;
import dev.didact.api.grading.Earlier;
import dev.didact.api.grading.Evidence;
import dev.didact.api.grading.Scale;
import dev.didact.api.grading.Subject;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/// The check `near-duplicate`: a response must not be nearly the same as one that its step let through before, in this
/// round or an earlier one.
@Contributes(
        id = "near-duplicate",
        title = "Unlike what came before",
        description =
                "Yes if the response is not nearly the same as one that its step let through before, in this round"
                        + " or an earlier one. Similarity is the share of runs of five letters or digits that both have.")
public final class NearDuplicateRubric implements Rubric<NearDuplicateRubric.Config> {
    private static final Criterion UNLIKE_EARLIER = new Criterion(
            "unlike-earlier",
            "Is it unlike all that came before?",
            Scale.yesNo(),
            Set.of("response", Criterion.EARLIER),
            Set.of());

    /// Made by the host.
    public NearDuplicateRubric() {}

    /// What the check takes.
    ///
    /// @param similarity from where on a response is a near-duplicate: 1 for the same letters and digits in the same
    ///     order, mostly; below 0.7 some are not found
    public record Config(@Default("0.8") @Min(0.5) @Max(1) double similarity) {}

    @Override
    public List<Criterion> criteria(Config config) {
        return List.of(UNLIKE_EARLIER);
    }

    @Override
    public Grader open(Config config, Context context) {
        return subject -> Step.done(Map.of(UNLIKE_EARLIER.id(), compare(config, subject)));
    }

    private static CriterionResult compare(Config config, Subject subject) {
        if (subject.earlier().isEmpty()) {
            return Ungraded.of(
                    Fault.Kind.MISSING_INPUT,
                    "'near-duplicate' needs what came before, which only a step of a run and a file of lines have");
        }
        Earlier earlier = subject.earlier().get();
        return earlier.nearest()
                .filter(nearest -> nearest.similarity() >= config.similarity())
                .map(nearest -> UNLIKE_EARLIER.answer(
                        false,
                        List.of(Evidence.because(String.format(
                                Locale.ROOT,
                                "about %.2f like sample %d of item '%s'",
                                nearest.similarity(),
                                nearest.sampleIndex(),
                                nearest.item())))))
                .orElseGet(() -> UNLIKE_EARLIER.answer(
                        true, List.of(Evidence.because("unlike all " + earlier.samples() + " before"))));
    }
}
