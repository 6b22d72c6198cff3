package dev.didact.engine.internal.loop;

import dev.didact.api.Rubric;
import dev.didact.api.grading.Criterion;
import dev.didact.api.model.Request;
import dev.didact.engine.internal.document.Nearest;
import dev.didact.engine.internal.document.Problems;
import dev.didact.engine.internal.grading.GradeRule;
import dev.didact.engine.internal.plugin.Returned;
import dev.didact.engine.internal.plugin.Sessions;
import dev.didact.engine.internal.recipe.Component;
import dev.didact.engine.internal.recipe.Recipe;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/// Makes the entries under `grade` ready to work.
///
/// @param components opens their rubrics
record GradePlanner(Components components) {
    /// An entry under `grade`, ready to work.
    GradeStep plan(Recipe.Grade grade) throws InterruptedException {
        return plan(grade, (Rubric<?>) components.factory(grade.component(), grade.id()));
    }

    private <C extends Record> GradeStep plan(Recipe.Grade grade, Rubric<C> factory) throws InterruptedException {
        Component component = grade.component();
        C config = components.config(factory, component);
        List<Criterion> all = Components.guarded(
                component,
                () -> components
                        .plugins(component)
                        .compute(component.card(), () -> Returned.all("Rubric.criteria()", factory.criteria(config))));
        List<String> ids = all.stream().map(Criterion::id).toList();
        requireCriteria(component, ids);
        for (String without : grade.without()) {
            if (!ids.contains(without)) {
                throw Problems.failure(
                        "E206",
                        "rubric '" + component.card().id() + "' has no criterion '" + without + "', only "
                                + String.join(", ", ids),
                        grade.place(),
                        Nearest.to(without, ids));
            }
        }
        List<Criterion> counted = all.stream()
                .filter(criterion -> !grade.without().contains(criterion.id()))
                .toList();
        if (counted.isEmpty()) {
            throw Problems.failure(
                    "E210",
                    "'without' leaves no criterion of rubric '"
                            + component.card().id() + "'; to accept every sample leave the rubric out",
                    grade.place());
        }
        Map<String, String> seats = new HashMap<>();
        grade.judge().ifPresent(model -> seats.put(Request.JUDGE, model.name()));
        grade.judges().forEach((seat, model) -> seats.put(seat, model.name()));
        GradeRule rule = GradeRule.of(component.card().reference(), counted, grade.min())
                .orElseThrow(() -> Problems.failure(
                        "E202",
                        "rubric '" + component.card().id()
                                + "' is not answered by yes and no alone: add `min:`, the least score of an accepted sample",
                        grade.place()));
        Sessions<Rubric.Grader> sessions = components.sessions(
                component,
                grade.id(),
                factory,
                (bound, context) -> Returned.by("Rubric.open()", factory.open(bound, context)));
        return new GradeStep(
                grade.id(),
                components.identity(grade.identity(), component),
                sessions,
                seats,
                ids,
                rule,
                counted.stream().anyMatch(Criterion::wantsSiblings),
                counted.stream().anyMatch(Criterion::wantsEarlier),
                grade.place());
    }

    private static void requireCriteria(Component component, List<String> ids) {
        String wrong = ids.isEmpty()
                ? "has no criteria"
                : ids.stream()
                        .filter(id -> !id.matches("[a-z][a-z0-9-]*"))
                        .findFirst()
                        .map(id -> "has a criterion '" + id + "', whose id is not small letters, digits and '-'")
                        .or(() -> ids.stream()
                                .filter(id -> Collections.frequency(ids, id) > 1)
                                .findFirst()
                                .map(id -> "has two criteria '" + id + "'"))
                        .orElse("");
        if (!wrong.isEmpty()) {
            throw Problems.failure(
                    "E210",
                    "rubric '" + component.card().id() + "' of plugin "
                            + component.card().plugin() + " " + wrong + "; its author has to mend that",
                    component.place());
        }
    }

    /// What is graded where nothing goes through in order cannot look at what came before: the samples of a measure,
    /// and those that a later step has mended and their maker's rubrics grade again.
    ///
    /// @param of the steps of the recipe, as they were planned
    static void requireOrder(List<Recipe.Step> steps, List<StepPlan> of, Route route) {
        for (int i = 0; i < steps.size(); i++) {
            if (steps.get(i).revisions() > 0 && steps.get(i).generate().isEmpty()) {
                for (String maker : route.makers(of.get(i).id())) {
                    if (route.step(maker).isOrdered()) {
                        throw Problems.failure(
                                "E210",
                                "step '" + of.get(i).id() + "' has samples of step '" + maker
                                        + "' mended, and a rubric of that looks at the samples before each; let a step of "
                                        + "its own take them `from: " + maker + "` and hold that rubric",
                                steps.get(i).place());
                    }
                }
            }
        }
    }

    /// An entry whose rubric grades the answers of a measure.
    GradeStep planMeasure(Recipe.Grade grade) throws InterruptedException {
        GradeStep step = plan(grade);
        if (step.wantsEarlier()) {
            throw Problems.failure(
                    "E210",
                    "rubric '" + grade.component().card().id()
                            + "' looks at the samples that a step let through before, and a measure has none; give it to a "
                            + "step, and another rubric to the measure",
                    grade.place());
        }
        return step;
    }

    /// No sample is graded twice under the name of one criterion, whatever steps it comes through.
    static void requireUnique(List<StepPlan> steps) {
        Map<String, Set<String>> makers = new HashMap<>();
        Map<String, Map<String, GradeStep>> owners = new HashMap<>();
        for (StepPlan step : steps) {
            Set<String> of = new TreeSet<>();
            if (step.generate().isPresent()) {
                of.add(step.id());
            } else {
                step.from().forEach(from -> of.addAll(makers.getOrDefault(from, Set.of())));
            }
            makers.put(step.id(), of);
            for (String maker : of) {
                Map<String, GradeStep> before = owners.computeIfAbsent(maker, _ -> new HashMap<>());
                step.grade().forEach(grade -> requireUnique(grade, before));
            }
        }
    }

    private static void requireUnique(GradeStep grade, Map<String, GradeStep> before) {
        for (Criterion criterion : grade.rule().criteria()) {
            GradeStep other = before.putIfAbsent(criterion.id(), grade);
            if (other != null) {
                throw Problems.failure(
                        "E207",
                        "criterion '" + criterion.id() + "' stands in two entries of 'grade' ("
                                + other.rule().rubric() + " and " + grade.rule().rubric()
                                + ") that grade the same samples; leave one out with `without: [" + criterion.id()
                                + "]`",
                        grade.place());
            }
        }
    }
}
