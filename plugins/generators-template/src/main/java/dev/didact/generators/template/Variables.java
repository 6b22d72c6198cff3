package dev.didact.generators.template;

import dev.didact.api.DidactException;
import dev.didact.api.Generator.Job;
import dev.didact.api.data.Passage;
import dev.didact.api.grading.CriterionResult.Scored;
import dev.didact.api.grading.DecidedSample;
import dev.didact.api.grading.Evidence;
import dev.didact.api.grading.Grade;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// What a template may name in a job.
///
/// | Name | Holds |
/// |---|---|
/// | `content`, `text` | the item's content; `text` is the item's column of that name where it has one |
/// | the names of the item's columns | their texts |
/// | the names under `vary` | what was drawn for this sample |
/// | `source` | a list of the cited passages: `reference`, `document`, `text`, `licence` |
/// | `revise` | the rejected sample that is to be revised: `response` and a list of `reasons`; false without one |
final class Variables {
    static final Set<String> RESERVED = Set.of("content", "text", "source", "revise");

    private Variables() {}

    static Map<String, Object> of(Job job, Map<String, String> drawn) throws DidactException {
        var variables = new HashMap<String, Object>();
        variables.put("text", job.item().content());
        variables.putAll(job.item().columns());
        for (var column : drawn.entrySet()) {
            if (variables.put(column.getKey(), column.getValue()) != null) {
                throw new DidactException.Config(
                        "vary." + column.getKey(),
                        "vary '" + column.getKey() + "' has the name of a column of the item '"
                                + job.item().id() + "'; give it another");
            }
        }
        variables.put("content", job.item().content());
        variables.put(
                "source",
                job.item().passages().stream().map(Variables::citation).toList());
        variables.put("revise", job.revise().<Object>map(Variables::rejected).orElse(false));
        return variables;
    }

    private static Map<String, Object> citation(Passage passage) {
        return Map.of(
                "reference", passage.reference(),
                "document", passage.document(),
                "text", passage.text(),
                "licence", passage.origin().licence().concluded());
    }

    private static Map<String, Object> rejected(DecidedSample sample) {
        return Map.of("response", sample.sample().response(), "reasons", reasons(sample.grade()));
    }

    private static List<String> reasons(Grade grade) {
        var reasons = new ArrayList<String>();
        for (Grade.Entry entry : grade.criteria()) {
            if (entry.result() instanceof Scored scored && scored.score() < 1) {
                for (Evidence evidence : scored.evidence()) {
                    reasons.add(entry.criterion() + ": " + evidence.rationale());
                }
            }
        }
        return reasons;
    }
}
