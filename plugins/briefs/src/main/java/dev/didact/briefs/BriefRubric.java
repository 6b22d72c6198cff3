package dev.didact.briefs;

import dev.didact.api.Context;
import dev.didact.api.Contributes;
import dev.didact.api.Rubric;
import dev.didact.api.config.Default;
import dev.didact.api.config.Max;
import dev.didact.api.config.Min;
import dev.didact.api.grading.Criterion;
import dev.didact.api.grading.Scale;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/// The rubric `brief`: verifies a ranking against the facts by rule. It has no key: it reads the facts from the prompt,
/// or from a source where the prompt holds none.
///
/// Each of its four criteria sees one kind of error and is blind to the others, so that a run without one of them
/// learns that error. Together they accept exactly the right answer: claims that are all facts, with no
/// fact left out and digits that rise strictly, are the key. A fact that is cited twice is an error of order, because
/// digits that rise never repeat.
@Contributes(
        id = "brief",
        title = "Verified rankings",
        description = "Form, grounding, completeness and order of a ranking of keyed facts, each answered by rule.")
public final class BriefRubric implements Rubric<BriefRubric.Config> {
    /// Made by the host.
    public BriefRubric() {}

    /// What the rubric takes. Both are for experiments with graders that err, and every answer that they change says
    /// so.
    ///
    /// @param wrong the share of faulty samples, drawn at random, that every criterion passes all the same
    /// @param blindTo a criterion that always says yes
    public record Config(@Default("0") @Min(0) @Max(1) double wrong, Optional<Question> blindTo) {}

    /// The four criteria.
    public enum Question {
        /// Is it pairs of digit and letter and nothing else?
        FORM("form", "Is it pairs of digit and letter?", false),
        /// Does every claim stand in the facts?
        GROUNDING("grounding", "Does every claim stand in the facts?", true),
        /// Is every fact spoken of, rightly or wrongly?
        COMPLETENESS("completeness", "Is every fact spoken of?", true),
        /// Do the digits rise as claimed, none of them twice?
        ORDER("order", "Do the digits rise?", false);

        private final String id;
        private final String title;
        private final boolean readsFacts;

        Question(String id, String title, boolean readsFacts) {
            this.id = id;
            this.title = title;
            this.readsFacts = readsFacts;
        }

        private Criterion asCriterion() {
            return new Criterion(
                    id, title, Scale.yesNo(), Set.of("response"), readsFacts ? Set.of("prompt", "sources") : Set.of());
        }
    }

    private static final Map<Question, Criterion> CRITERIA = criteria();

    private static Map<Question, Criterion> criteria() {
        var criteria = new EnumMap<Question, Criterion>(Question.class);
        for (Question question : Question.values()) {
            criteria.put(question, question.asCriterion());
        }
        return Collections.unmodifiableMap(criteria);
    }

    /// The question as the engine sees it.
    static Criterion criterion(Question question) {
        return Objects.requireNonNull(CRITERIA.get(question));
    }

    @Override
    public List<Criterion> criteria(Config config) {
        return List.copyOf(CRITERIA.values());
    }

    @Override
    public Grader open(Config config, Context context) {
        return new BriefGrader(config, context);
    }
}
