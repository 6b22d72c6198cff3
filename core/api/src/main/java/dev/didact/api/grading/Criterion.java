package dev.didact.api.grading;

import static java.util.Objects.requireNonNull;

import dev.didact.api.Fault;
import dev.didact.api.grading.CriterionResult.Scored;
import dev.didact.api.grading.CriterionResult.Ungraded;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// One question asked of a sample, with its scale and the inputs that it needs. It has no weight, gate or threshold:
/// those belong to packs and recipes.
///
/// Names of inputs: `prompt`, `response`, `reference`, `sources`, `siblings` (all samples of one item, which makes the
/// rubric wait for them), `earlier` (what the step let through before, which makes it take items one after the other),
/// or a key of the rubric's own.
///
/// @param id unique within its rubric: `[a-z][a-z0-9-]*`
/// @param title the question, in a few words
/// @param scale how it is answered
/// @param required inputs without which it is ungraded
/// @param optional inputs that it uses where they are there
public record Criterion(String id, String title, Scale scale, Set<String> required, Set<String> optional) {
    /// The input that holds all samples of one item.
    public static final String SIBLINGS = "siblings";

    /// The input that tells of the samples which a step let through before.
    public static final String EARLIER = "earlier";

    public Criterion {
        requireNonNull(id, "id");
        requireNonNull(title, "title");
        requireNonNull(scale, "scale");
        requireNonNull(required, "required");
        requireNonNull(optional, "optional");
        required = Set.copyOf(required);
        optional = Set.copyOf(optional);
    }

    /// A question about prompt and response that is answered with no or yes.
    public static Criterion yesNo(String id, String title) {
        return new Criterion(id, title, Scale.yesNo(), Set.of("prompt", "response"), Set.of());
    }

    /// Whether it looks at all samples of an item.
    public boolean wantsSiblings() {
        return wants(SIBLINGS);
    }

    /// Whether it looks at the samples that its step let through before.
    public boolean wantsEarlier() {
        return wants(EARLIER);
    }

    private boolean wants(String input) {
        return required.contains(input) || optional.contains(input);
    }

    /// The result at a level; the scale gives the number.
    public CriterionResult level(String level, List<Evidence> evidence) {
        return switch (scale) {
            case Scale.Levels levels ->
                levels.find(level)
                        .<CriterionResult>map(found -> new Scored(Optional.of(found.id()), found.score(), evidence))
                        .orElseGet(() -> Ungraded.of(
                                Fault.Kind.LEVEL_NOT_IN_MENU,
                                "criterion '" + id + "' has no level '" + level + "', only "
                                        + levels.levels().stream()
                                                .map(Level::id)
                                                .toList()));
            case Scale.Range _ ->
                Ungraded.of(
                        Fault.Kind.LEVEL_NOT_IN_MENU,
                        "criterion '" + id + "' has no levels, it is measured by a number");
        };
    }

    /// The result of a question that is answered with no or yes.
    public CriterionResult answer(boolean yes, List<Evidence> evidence) {
        return level(yes ? "yes" : "no", evidence);
    }

    /// The result as a number; for scales without levels only.
    public CriterionResult measured(double score, List<Evidence> evidence) {
        return switch (scale) {
            case Scale.Levels _ ->
                Ungraded.of(
                        Fault.Kind.OUT_OF_RANGE,
                        "criterion '" + id + "' is answered by a level, not by the number " + score);
            case Scale.Range _ ->
                score >= 0 && score <= 1
                        ? new Scored(Optional.empty(), score, evidence)
                        : Ungraded.of(
                                Fault.Kind.OUT_OF_RANGE,
                                "criterion '" + id + "' is measured from 0 to 1, and the grader said " + score);
        };
    }
}
