package dev.didact.engine.internal.process;

import dev.didact.api.Fault;
import dev.didact.api.grading.Criterion;
import dev.didact.api.grading.CriterionResult;
import dev.didact.api.grading.CriterionResult.Abstained;
import dev.didact.api.grading.CriterionResult.NotApplicable;
import dev.didact.api.grading.CriterionResult.Ungraded;
import dev.didact.api.grading.Evidence;
import dev.didact.api.grading.Subject;
import dev.didact.engine.internal.host.PluginFault;
import java.util.List;

/// Reads what a program says of one criterion. Anything that is not exactly of the protocol is ungraded.
final class ResultReader {
    private ResultReader() {}

    /// @param done what the program did; it has an entry for the criterion
    /// @param subject what the program was asked about
    static CriterionResult read(Criterion criterion, Told done, Subject subject) {
        try {
            return result(criterion, done.object(criterion.id()), subject);
        } catch (PluginFault e) {
            return new Ungraded(e.fault());
        }
    }

    private static CriterionResult result(Criterion criterion, Told told, Subject subject) {
        told.only("level", "score", "evidence", "abstained", "notApplicable", "ungraded");
        String said = told.one("level", "score", "abstained", "notApplicable", "ungraded");
        if (said.equals("level") || said.equals("score")) {
            List<Evidence> evidence = new EvidenceReader(subject).read(told);
            return said.equals("level")
                    ? criterion.level(told.text(said), evidence)
                    : criterion.measured(told.number(said).orElseThrow(), evidence);
        }
        String why = told.only(said).statement(said).orElseThrow();
        return switch (said) {
            case "abstained" -> new Abstained(why);
            case "notApplicable" -> new NotApplicable(why);
            default -> Ungraded.of(Fault.Kind.PLUGIN_THREW, why);
        };
    }
}
