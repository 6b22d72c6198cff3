package dev.didact.engine.internal.process;

import dev.didact.api.Fault;
import dev.didact.api.grading.Criterion;
import dev.didact.api.grading.CriterionResult;
import dev.didact.api.grading.CriterionResult.Abstained;
import dev.didact.api.grading.CriterionResult.NotApplicable;
import dev.didact.api.grading.CriterionResult.Ungraded;
import dev.didact.api.grading.Evidence;
import dev.didact.api.grading.Span;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/// Reads what a program says of one criterion. Anything that is not exactly of the protocol is ungraded.
final class ResultReader {
    private ResultReader() {}

    /// @param response the text that quotes must stand in
    static CriterionResult read(Criterion criterion, JsonNode result, String response) {
        if (result.path("abstained").isString()) {
            return new Abstained(result.path("abstained").asString());
        }
        if (result.path("ungraded").isString()) {
            return Ungraded.of(Fault.Kind.PLUGIN_THREW, result.path("ungraded").asString());
        }
        if (result.path("notApplicable").isString()) {
            return new NotApplicable(result.path("notApplicable").asString());
        }
        var evidence = new ArrayList<Evidence>();
        for (JsonNode piece : result.path("evidence")) {
            String rationale = piece.path("rationale").asString("");
            if (!piece.hasNonNull("quote")) {
                evidence.add(Evidence.because(rationale));
                continue;
            }
            String quote = piece.path("quote").asString("");
            if (quote.isEmpty()) {
                return Ungraded.of(
                        Fault.Kind.QUOTE_MISSING,
                        "criterion '" + criterion.id() + "' has a quote without words; evidence without a quote has no"
                                + " 'quote'");
            }
            int start = response.indexOf(quote);
            if (start < 0) {
                return Ungraded.of(
                        Fault.Kind.QUOTE_NOT_FOUND,
                        "criterion '" + criterion.id() + "' quotes '" + quote + "', which is not in the response");
            }
            evidence.add(Evidence.quote(Span.response(response, start, start + quote.length()), rationale));
        }
        return scored(criterion, result, evidence);
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
