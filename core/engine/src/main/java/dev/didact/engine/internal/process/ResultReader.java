package dev.didact.engine.internal.process;

import dev.didact.api.Fault;
import dev.didact.api.grading.Criterion;
import dev.didact.api.grading.CriterionResult;
import dev.didact.api.grading.CriterionResult.Abstained;
import dev.didact.api.grading.CriterionResult.NotApplicable;
import dev.didact.api.grading.CriterionResult.Ungraded;
import dev.didact.api.grading.Evidence;
import dev.didact.api.grading.Subject;
import java.util.List;
import tools.jackson.databind.JsonNode;

/// Reads what a program says of one criterion. Anything that is not exactly of the protocol is ungraded.
final class ResultReader {
    private ResultReader() {}

    /// @param subject what the program was asked about
    static CriterionResult read(Criterion criterion, JsonNode result, Subject subject) {
        if (result.path("abstained").isString()) {
            return new Abstained(result.path("abstained").asString());
        }
        if (result.path("ungraded").isString()) {
            return Ungraded.of(Fault.Kind.PLUGIN_THREW, result.path("ungraded").asString());
        }
        if (result.path("notApplicable").isString()) {
            return new NotApplicable(result.path("notApplicable").asString());
        }
        try {
            return scored(criterion, result, new EvidenceReader(subject).read(result.path("evidence")));
        } catch (EvidenceReader.WrongException e) {
            return Ungraded.of(e.kind(), "criterion '" + criterion.id() + "' " + e.getMessage());
        }
    }

    private static CriterionResult scored(Criterion criterion, JsonNode result, List<Evidence> evidence) {
        JsonNode level = result.path("level");
        JsonNode score = result.path("score");
        if (level.isString() == score.isNumber()) {
            return Ungraded.of(
                    Fault.Kind.UNPARSEABLE,
                    "criterion '" + criterion.id() + "' needs a level or a score, and the program said "
                            + Program.shown(result.toString()));
        }
        return level.isString()
                ? criterion.level(level.asString(), evidence)
                : criterion.measured(score.asDouble(), evidence);
    }
}
