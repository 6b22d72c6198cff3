package dev.didact.engine.internal.verify;

import dev.didact.api.DidactException;
import dev.didact.api.grading.Criterion;
import dev.didact.api.grading.CriterionResult;
import dev.didact.api.grading.CriterionResult.Scored;
import dev.didact.api.grading.CriterionResult.Ungraded;
import dev.didact.api.grading.Subject;
import dev.didact.engine.internal.host.PluginFault;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What a rubric does without one of its inputs. A run does not count what it says then; but it is asked all the same,
/// so it must not break, and must not pay a judge for nothing.
///
/// @param criteria the criteria
/// @param results what is said of a subject
record InputChecks(Criteria criteria, Results results) {
    /// The criteria of a rubric.
    interface Criteria {
        /// All of them.
        List<Criterion> all() throws DidactException, InterruptedException;
    }

    /// What a rubric says.
    interface Results {
        /// Of a subject, by criterion.
        Map<String, CriterionResult> of(Subject subject) throws DidactException, InterruptedException;
    }

    void look(Findings findings) throws DidactException, InterruptedException {
        Subject whole = MadeUp.subject("2+2", "4");
        for (Criterion criterion : criteria.all()) {
            Map<String, String> inputs = new HashMap<>();
            criteria.all().forEach(other -> {
                other.required().forEach(input -> inputs.put(input, "4"));
                other.optional().forEach(input -> inputs.put(input, "4"));
            });
            Subject full = with(whole, inputs);
            for (String input : criterion.required().stream().sorted().toList()) {
                if (!always(input)) {
                    required(findings, criterion, input, without(full, input));
                }
            }
            for (String input : criterion.optional().stream().sorted().toList()) {
                if (!always(input) && !(results.of(full).get(criterion.id()) instanceof Ungraded)) {
                    optional(findings, criterion, input, without(full, input));
                }
            }
        }
    }

    private void required(Findings findings, Criterion criterion, String input, Subject subject)
            throws DidactException, InterruptedException {
        String cure = "answer Ungraded with MISSING_INPUT where the input is absent, before a judge is asked";
        try {
            if (results.of(subject).get(criterion.id()) instanceof Scored scored) {
                findings.refused(
                        "gives criterion '" + criterion.id() + "' the score " + scored.score() + " without the input '"
                                + input + "', which it requires",
                        cure);
            }
        } catch (PluginFault e) {
            findings.refused(
                    "breaks without the input '" + input + "', which criterion '" + criterion.id() + "' requires: "
                            + e.getMessage(),
                    cure);
        }
    }

    private void optional(Findings findings, Criterion criterion, String input, Subject subject)
            throws DidactException, InterruptedException {
        String cure = "do without it, or answer NotApplicable";
        try {
            if (results.of(subject).get(criterion.id()) instanceof Ungraded(var fault)) {
                findings.refused(
                        "leaves criterion '" + criterion.id() + "' ungraded without the input '" + input
                                + "', which it calls optional: " + fault.message(),
                        cure);
            }
        } catch (PluginFault e) {
            findings.refused(
                    "breaks without the input '" + input + "', which criterion '" + criterion.id()
                            + "' calls optional: " + e.getMessage(),
                    cure);
        }
    }

    /// An input that a criterion requires and that a subject does not have.
    static Optional<String> missing(Criterion criterion, Subject subject) {
        return criterion.required().stream()
                .filter(input -> !always(input) && !has(subject, input))
                .findFirst();
    }

    private static boolean has(Subject subject, String input) {
        return switch (input) {
            case "reference" -> subject.reference().isPresent();
            case "sources" -> !subject.sources().isEmpty();
            case Criterion.SIBLINGS -> !subject.siblings().isEmpty();
            case Criterion.EARLIER -> subject.earlier().isPresent();
            default -> subject.inputs().containsKey(input);
        };
    }

    private static boolean always(String input) {
        return input.equals("prompt") || input.equals("response");
    }

    private static Subject with(Subject subject, Map<String, String> inputs) {
        return new Subject(
                subject.sample(),
                subject.sampleIndex(),
                subject.item(),
                subject.sources(),
                subject.reference(),
                inputs,
                subject.siblings(),
                subject.earlier());
    }

    private static Subject without(Subject subject, String input) {
        Map<String, String> inputs = new HashMap<>(subject.inputs());
        inputs.remove(input);
        return new Subject(
                subject.sample(),
                subject.sampleIndex(),
                subject.item(),
                input.equals("sources") ? List.of() : subject.sources(),
                input.equals("reference") ? Optional.empty() : subject.reference(),
                inputs,
                input.equals(Criterion.SIBLINGS) ? List.of() : subject.siblings(),
                input.equals(Criterion.EARLIER) ? Optional.empty() : subject.earlier());
    }
}
