package dev.didact.shell.command;

import dev.didact.api.grading.CriterionResult;
import dev.didact.api.grading.DecidedSample;
import dev.didact.api.grading.Evidence;
import dev.didact.api.grading.Grade;
import dev.didact.api.grading.Span;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// Samples and grades as scripts read them.
final class Samples {
    private Samples() {}

    /// A decided sample, without times and paths.
    static Map<String, Object> json(DecidedSample sample) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("ref", sample.ref());
        json.put("round", sample.provenance().generatedBy().round());
        json.put("step", sample.provenance().generatedBy().step());
        json.put("item", sample.item().id());
        json.put("sample", sample.sampleIndex());
        json.put("attempt", sample.attempt());
        json.put("verdict", sample.verdict().word());
        String why = EventText.why(sample.verdict());
        if (!why.isEmpty()) {
            json.put("decidedBy", why);
        }
        json.put("score", sample.grade().total());
        json.put("prompt", sample.sample().prompt());
        json.put("response", sample.sample().response());
        sample.sample().text().ifPresent(text -> json.put("text", text));
        json.put("criteria", criteria(sample.grade()));
        json.put("licence", sample.provenance().licence());
        return json;
    }

    /// The results of the criteria.
    static List<Map<String, Object>> criteria(Grade grade) {
        return grade.criteria().stream().map(Samples::criterion).toList();
    }

    private static Map<String, Object> criterion(Grade.Entry entry) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("id", entry.criterion());
        switch (entry.result()) {
            case CriterionResult.Scored scored -> {
                json.put("result", "scored");
                scored.level().ifPresent(level -> json.put("level", level));
                json.put("score", scored.score());
                json.put(
                        "evidence",
                        scored.evidence().stream().map(Samples::evidence).toList());
                List<Map<String, Object>> claims = scored.evidence().stream()
                        .filter(evidence -> evidence.claim().isPresent())
                        .map(Samples::claim)
                        .toList();
                if (!claims.isEmpty()) {
                    json.put("claims", claims);
                }
            }
            case CriterionResult.Abstained abstained -> {
                json.put("result", "abstained");
                json.put("reason", abstained.reason());
            }
            case CriterionResult.Ungraded ungraded -> {
                json.put("result", "ungraded");
                json.put("reason", ungraded.fault().toString());
            }
            case CriterionResult.NotApplicable absent -> {
                json.put("result", "not-applicable");
                json.put("reason", absent.why());
            }
        }
        return json;
    }

    private static Map<String, Object> evidence(Evidence evidence) {
        Map<String, Object> json = new LinkedHashMap<>();
        evidence.inSample().ifPresent(span -> json.put("inSample", span(span)));
        evidence.inSource().ifPresent(span -> json.put("inSource", span(span)));
        json.put("rationale", evidence.rationale());
        return json;
    }

    private static Map<String, Object> claim(Evidence evidence) {
        Map<String, Object> json = new LinkedHashMap<>();
        evidence.inSample().ifPresent(span -> {
            json.put("text", span.quote());
            json.put("start", span.start());
            json.put("end", span.end());
        });
        evidence.claim().ifPresent(state -> json.put("label", state.name().toLowerCase(Locale.ROOT)));
        evidence.inSource().ifPresent(span -> json.put("source", span(span)));
        return json;
    }

    private static Map<String, Object> span(Span span) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("of", span.of());
        json.put("start", span.start());
        json.put("end", span.end());
        json.put("quote", span.quote());
        return json;
    }
}
