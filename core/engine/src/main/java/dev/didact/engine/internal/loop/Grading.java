package dev.didact.engine.internal.loop;

import dev.didact.api.DidactException;
import dev.didact.api.Fault;
import dev.didact.api.Rubric;
import dev.didact.api.grading.Criterion;
import dev.didact.api.grading.CriterionResult;
import dev.didact.api.grading.CriterionResult.Ungraded;
import dev.didact.api.grading.Subject;
import dev.didact.engine.KnownSecrets;
import dev.didact.engine.internal.host.PluginFault;
import dev.didact.engine.internal.model.Calls;
import dev.didact.engine.internal.model.SeatedModel;
import dev.didact.engine.internal.model.TaskIdentity;
import dev.didact.engine.internal.plugin.Returned;
import dev.didact.engine.internal.record.Masked;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/// Asks graders. One that fails answers nothing: all its criteria are ungraded. Safe for use by many threads.
///
/// @param steps takes steps to their end
/// @param models the models by name
record Grading(Steps steps, Map<String, SeatedModel> models) {
    private static final int LONGEST_SHOWN = 100;

    /// What a rubric answers about a sample, by criterion.
    ///
    /// @param task the grading of this sample by this rubric; asked for only where a model is asked
    Map<String, CriterionResult> answers(GradeStep step, Supplier<TaskIdentity> task, Subject subject)
            throws InterruptedException {
        try {
            return steps.<Rubric.Grader, Map<String, CriterionResult>>run(
                            task,
                            step.sessions(),
                            grader -> Returned.by("Rubric.Grader.grade()", grader.grade(subject)),
                            seats(step.seats()),
                            UnaryOperator.identity(),
                            answered -> those(step, answered))
                    .value();
        } catch (DidactException | PluginFault | Calls.ImpureStep e) {
            Map<String, CriterionResult> ungraded = new HashMap<>();
            step.rule().criteria().forEach(criterion -> ungraded.put(criterion.id(), new Ungraded(fault(e))));
            return ungraded;
        }
    }

    /// The answers that count; a map of the plugin's own code is not asked again. A grader that answers what its rubric
    /// did not declare may have meant one of the others, so that none of its answers stands.
    private static Map<String, CriterionResult> those(GradeStep step, Map<String, CriterionResult> answered) {
        for (Object criterion : answered.keySet()) {
            String id = String.valueOf(criterion);
            if (!step.declared().contains(id)) {
                throw undeclared(step, id);
            }
        }
        Map<String, CriterionResult> those = new HashMap<>();
        for (Criterion criterion : step.rule().criteria()) {
            CriterionResult answer = answered.get(criterion.id());
            if (answer != null) {
                those.put(criterion.id(), Masked.of(answer, CriterionResult.class));
            }
        }
        return those;
    }

    private static PluginFault undeclared(GradeStep step, String criterion) {
        String rubric = step.rule().rubric();
        return PluginFault.of(
                rubric,
                new Fault(
                        Fault.Kind.UNPARSEABLE,
                        "rubric " + rubric + " answered criterion '" + KnownSecrets.masked(shown(criterion))
                                + "', which it does not declare; it declares " + step.declared()
                                + ", and Rubric.criteria() must name all that its grader answers"));
    }

    private static String shown(String criterion) {
        return criterion.length() > LONGEST_SHOWN ? criterion.substring(0, LONGEST_SHOWN) + "…" : criterion;
    }

    /// The models at some seats.
    Map<String, SeatedModel> seats(Map<String, String> names) {
        Map<String, SeatedModel> seats = new TreeMap<>();
        names.forEach((seat, name) -> {
            SeatedModel model = models.get(name);
            if (model != null) {
                seats.put(seat, model);
            }
        });
        return seats;
    }

    /// What a failure of a plugin is to a sample.
    static Fault fault(Exception e) {
        return e instanceof PluginFault fault
                ? fault.fault()
                : new Fault(
                        Fault.Kind.PLUGIN_THREW,
                        KnownSecrets.masked(e.getMessage() == null ? e.toString() : e.getMessage()));
    }
}
