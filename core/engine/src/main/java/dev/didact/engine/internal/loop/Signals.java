package dev.didact.engine.internal.loop;

import dev.didact.api.grading.Criterion;
import dev.didact.engine.internal.process.ProgramIdentity;
import dev.didact.engine.internal.recipe.Recipe;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Collectors;

/// What comes from outside the model in a recipe: without any, a model only hears itself.
final class Signals {
    private Signals() {}

    static List<String> of(Recipe recipe, List<GradeStep> grade) {
        List<String> signals = new ArrayList<>();
        if (recipe.onlyMeasures()) {
            recipe.measure().stream()
                    .flatMap(measure -> measure.task().stream())
                    .map(task -> "task: '" + task.card().reference() + "' asks and grades")
                    .distinct()
                    .forEach(signals::add);
        }
        // Where nothing is generated there is nothing to grade, and a lesson holds anchors alone.
        boolean generates = !recipe.steps().isEmpty();
        for (GradeStep step : generates ? grade : List.<GradeStep>of()) {
            boolean program = step.sessions().card().plugin().equals(ProgramIdentity.PLUGIN);
            if (!step.seats().isEmpty()) {
                signals.add("judge: model '"
                        + String.join("', '", new TreeSet<>(step.seats().values())) + "' grades");
            } else if (program) {
                signals.add(
                        "program: '" + step.sessions().card().id() + "' grades " + criteria(step) + " by a command");
            } else if (step.rule().criteria().stream().anyMatch(Signals::looksOutside)) {
                signals.add("rule: '" + step.sessions().card().id()
                        + "' holds samples against their sources by code; no model verifies");
            }
        }
        recipe.learn()
                .flatMap(Recipe.Learn::anchors)
                .ifPresent(anchors -> signals.add("given examples: "
                        + Math.round((generates ? anchors.share() : 1) * 100) + " % of each lesson"));
        return signals;
    }

    private static String criteria(GradeStep step) {
        return step.rule().criteria().stream().map(Criterion::id).collect(Collectors.joining(" and "));
    }

    private static boolean looksOutside(Criterion criterion) {
        return criterion.required().contains("sources")
                || criterion.optional().contains("sources")
                || criterion.required().contains("reference");
    }
}
