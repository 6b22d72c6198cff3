package dev.didact.rubrics.judge;

import dev.didact.api.Context;
import dev.didact.api.Contributes;
import dev.didact.api.Rubric;
import dev.didact.api.grading.Criterion;
import dev.didact.api.grading.Level;
import dev.didact.api.grading.Scale;
import java.util.List;
import java.util.Set;

/// A criterion that a model answers.
@Contributes(
        id = "judge",
        title = "Question to a judge",
        description =
                "Asks a model one question about the response. It names a level and quotes what shows it, or says yes or"
                        + " no; a quote that does not stand in the response is no grade. No model's"
                        + " answers to it have been held against those of people yet: how often they agree is unknown.")
public final class JudgeRubric implements Rubric<JudgeConfig> {
    @Override
    public List<Criterion> criteria(JudgeConfig config) {
        return List.of(criterion(config));
    }

    @Override
    public Grader open(JudgeConfig config, Context context) {
        return new JudgeGrader(config, criterion(config), context);
    }

    private static Criterion criterion(JudgeConfig config) {
        Scale scale = switch (config.reply()) {
            case LEVEL ->
                new Scale.Levels(config.levels().stream()
                        .map(level -> new Level(level.id(), level.score(), level.anchor()))
                        .toList());
            case PASS -> Scale.yesNo();
        };
        return new Criterion(config.id(), config.ask(), scale, Set.of("prompt", "response"), Set.of("sources"));
    }
}
