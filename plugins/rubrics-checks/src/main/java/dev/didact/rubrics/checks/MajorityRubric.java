package dev.didact.rubrics.checks;

import dev.didact.api.Context;
import dev.didact.api.Contributes;
import dev.didact.api.Fault;
import dev.didact.api.Rubric;
import dev.didact.api.Step;
import dev.didact.api.config.Default;
import dev.didact.api.config.Min;
import dev.didact.api.data.Sample;
import dev.didact.api.grading.Criterion;
import dev.didact.api.grading.CriterionResult;
import dev.didact.api.grading.CriterionResult.Ungraded;
import dev.didact.api.grading.Evidence;
import dev.didact.api.grading.Scale;
import dev.didact.api.grading.Subject;
import java.text.Normalizer;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/// The rubric `majority`: accepts what several samples of one item agree on.
///
/// Two responses agree if they are equal after Unicode compatibility normalisation, in lower case, with white space
/// folded. A response that holds nothing agrees with none. Agreement is not truth: a model that errs in the same way
/// each time agrees with itself.
@Contributes(
        id = "majority",
        title = "Agreement of the samples of an item",
        description = "Yes if enough samples of the same item say the same. Needs per-item of at least as many.")
public final class MajorityRubric implements Rubric<MajorityRubric.Config> {
    private static final Criterion MAJORITY = new Criterion(
            "majority",
            "Do enough samples of the item say the same?",
            Scale.yesNo(),
            Set.of("response", Criterion.SIBLINGS),
            Set.of());

    /// Made by the host.
    public MajorityRubric() {}

    /// What the rubric takes.
    ///
    /// @param agree how many samples must say the same, the graded one among them
    public record Config(@Default("5") @Min(1) int agree) {}

    @Override
    public List<Criterion> criteria(Config config) {
        return List.of(MAJORITY);
    }

    @Override
    public Grader open(Config config, Context context) {
        return subject -> Step.done(Map.of(MAJORITY.id(), vote(config, subject)));
    }

    private static CriterionResult vote(Config config, Subject subject) {
        List<Sample> siblings = subject.siblings();
        if (siblings.isEmpty()) {
            return Ungraded.of(
                    Fault.Kind.MISSING_INPUT,
                    "'majority' compares the samples of one item, and none were given; it works in runs, with per-item");
        }
        String own = folded(subject.sample().response());
        if (own.isEmpty()) {
            return MAJORITY.answer(false, List.of(Evidence.because("an empty response agrees with none")));
        }
        long agree = siblings.stream()
                .filter(sibling -> folded(sibling.response()).equals(own))
                .count();
        return MAJORITY.answer(
                agree >= config.agree(),
                List.of(Evidence.because(agree + " of " + siblings.size() + " agree, " + config.agree() + " must")));
    }

    private static String folded(String response) {
        return Normalizer.normalize(response, Normalizer.Form.NFKC)
                .strip()
                .replaceAll("\\s+", " ")
                .toLowerCase(Locale.ROOT);
    }
}
