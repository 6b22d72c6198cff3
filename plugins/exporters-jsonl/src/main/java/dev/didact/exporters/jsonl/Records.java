package dev.didact.exporters.jsonl;

import dev.didact.api.data.Item;
import dev.didact.api.data.Licence;
import dev.didact.api.data.Provenance;
import dev.didact.api.grading.CriterionResult.Abstained;
import dev.didact.api.grading.CriterionResult.NotApplicable;
import dev.didact.api.grading.CriterionResult.Scored;
import dev.didact.api.grading.CriterionResult.Ungraded;
import dev.didact.api.grading.DecidedSample;
import dev.didact.api.grading.Evidence;
import dev.didact.api.grading.Grade;
import dev.didact.api.grading.Span;
import dev.didact.api.grading.Verdict;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;

/// Decided samples as JSON objects: every key is always there, in the same order, `null` where there is nothing to say.
/// No time and no path of this machine is among them, so that the same run gives the same bytes.
final class Records {
    private Records() {}

    static Map<String, Object> sample(DecidedSample decided) {
        var json = new LinkedHashMap<String, Object>();
        json.put("ref", decided.ref());
        json.put("item", item(decided.item()));
        json.put("sampleIndex", decided.sampleIndex());
        json.put("attempt", decided.attempt());
        json.put("prompt", decided.sample().prompt());
        json.put("response", decided.sample().response());
        json.put("text", decided.sample().text());
        json.put("columns", decided.sample().columns());
        verdict(decided.verdict(), json);
        json.put("score", decided.grade().total());
        json.put(
                "criteria",
                decided.grade().criteria().stream().map(Records::criterion).toList());
        json.put("licence", decided.provenance().licence());
        json.put("provenance", provenance(decided.provenance()));
        return json;
    }

    /// Which sample it is and where it comes from.
    static Map<String, Object> origin(DecidedSample decided) {
        var json = new LinkedHashMap<String, Object>();
        json.put("ref", decided.ref());
        json.put("licence", decided.provenance().licence());
        json.put("provenance", provenance(decided.provenance()));
        return json;
    }

    private static Map<String, Object> item(Item item) {
        var json = new LinkedHashMap<String, Object>();
        json.put("id", item.id());
        json.put("content", item.content());
        json.put("columns", item.columns());
        json.put("level", item.level());
        return json;
    }

    private static void verdict(Verdict verdict, SequencedMap<String, Object> json) {
        json.put("verdict", verdict.word());
        Optional<String> criterion = Optional.empty();
        Optional<String> rule = Optional.empty();
        switch (verdict) {
            case Verdict.Accepted _ -> {}
            case Verdict.Rejected rejected -> criterion = Optional.of(rejected.criterion());
            case Verdict.Quarantined quarantined -> rule = Optional.of(quarantined.rule());
        }
        json.put("criterion", criterion);
        json.put("rule", rule);
    }

    private static Map<String, Object> criterion(Grade.Entry entry) {
        var json = new LinkedHashMap<String, Object>();
        json.put("id", entry.criterion());
        json.put("rubric", entry.rubric());
        switch (entry.result()) {
            case Scored scored -> {
                result(json, "scored", scored.level(), Optional.of(scored.score()), Optional.empty());
                json.put(
                        "evidence",
                        scored.evidence().stream().map(Records::evidence).toList());
            }
            case Abstained abstained ->
                result(json, "abstained", Optional.empty(), Optional.empty(), Optional.of(abstained.reason()));
            case Ungraded ungraded ->
                result(
                        json,
                        "ungraded",
                        Optional.empty(),
                        Optional.empty(),
                        Optional.of(ungraded.fault().toString()));
            case NotApplicable skipped ->
                result(json, "not-applicable", Optional.empty(), Optional.empty(), Optional.of(skipped.why()));
        }
        json.putIfAbsent("evidence", List.of());
        return json;
    }

    private static void result(
            Map<String, Object> json,
            String result,
            Optional<String> level,
            Optional<Double> score,
            Optional<String> reason) {
        json.put("result", result);
        json.put("level", level);
        json.put("score", score);
        json.put("reason", reason);
    }

    private static Map<String, Object> evidence(Evidence evidence) {
        var json = new LinkedHashMap<String, Object>();
        json.put("rationale", evidence.rationale());
        json.put("claim", evidence.claim().map(Records::word));
        json.put("inSample", evidence.inSample().map(Records::span));
        json.put("inSource", evidence.inSource().map(Records::span));
        return json;
    }

    private static Map<String, Object> span(Span span) {
        var json = new LinkedHashMap<String, Object>();
        json.put("of", span.of());
        json.put("start", span.start());
        json.put("end", span.end());
        json.put("quote", span.quote());
        return json;
    }

    private static Map<String, Object> provenance(Provenance provenance) {
        var json = new LinkedHashMap<String, Object>();
        json.put(
                "derivedFrom",
                provenance.derivedFrom().stream().map(Records::derivation).toList());
        json.put("generatedBy", generatedBy(provenance.generatedBy()));
        json.put("models", provenance.models().stream().map(Records::writtenBy).toList());
        json.put("because", provenance.because());
        return json;
    }

    private static Map<String, Object> derivation(Provenance.Derivation derivation) {
        var json = new LinkedHashMap<String, Object>();
        json.put("source", derivation.source());
        json.put("document", derivation.document());
        json.put("documentHash", derivation.documentHash());
        json.put("start", derivation.start());
        json.put("end", derivation.end());
        json.put("role", derivation.role());
        json.put("licence", licence(derivation.licence()));
        return json;
    }

    private static Map<String, Object> licence(Licence licence) {
        var json = new LinkedHashMap<String, Object>();
        json.put("declared", licence.declared());
        json.put("concluded", licence.concluded());
        json.put("evidence", licence.evidence());
        return json;
    }

    private static Map<String, Object> generatedBy(Provenance.GeneratedBy by) {
        var json = new LinkedHashMap<String, Object>();
        json.put("run", by.run());
        json.put("round", by.round());
        json.put("step", by.step());
        json.put("generator", by.generator());
        json.put("promptHash", by.promptHash());
        json.put("randomSeed", by.randomSeed());
        json.put("level", by.level());
        return json;
    }

    private static Map<String, Object> writtenBy(Provenance.WrittenBy model) {
        var json = new LinkedHashMap<String, Object>();
        json.put("provider", model.provider());
        json.put("name", model.name());
        json.put("family", model.family());
        json.put("checkpoint", model.checkpoint());
        json.put("termsLicence", model.termsLicence());
        json.put("served", word(model.served()));
        return json;
    }

    private static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }
}
