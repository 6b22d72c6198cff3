package dev.didact.shell.report;

import dev.didact.api.data.Provenance;
import dev.didact.api.data.Provenance.Derivation;
import dev.didact.api.data.Provenance.WrittenBy;
import dev.didact.api.data.Sample;
import dev.didact.api.grading.DecidedSample;
import dev.didact.api.grading.Evidence;
import dev.didact.api.grading.Grade;
import dev.didact.api.grading.Verdict;
import dev.didact.shell.report.Page.Fact;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;

/// One sample as the report shows it: what was asked, what was written with the judged words marked, why it has its
/// verdict, where it comes from.
///
/// @param ref how people name it
/// @param verdict its verdict, in words
/// @param tone name of the verdict's colour: `good`, `bad` or `open`
/// @param where round, level and attempt
/// @param asked what was asked
/// @param askedInWords the same as it reads to a person; empty where that is what was asked
/// @param written what was written, its judged words apart
/// @param reading the same as it reads to a person; empty where that is what was written
/// @param total the weighted mean of the scores; empty where there is none
/// @param reasons what each criterion said
/// @param origin where it comes from, and under which licence
record Example(
        String ref,
        String verdict,
        String tone,
        String where,
        String asked,
        String askedInWords,
        List<Marked.Part> written,
        String reading,
        String total,
        List<Reasoned> reasons,
        List<Fact> origin) {
    /// So much of a text is shown.
    static final int LONGEST = 1_600;

    /// The column in which a source says its item in words.
    private static final String WORDS = "text";

    static Example of(DecidedSample decided) {
        Sample sample = decided.sample();
        return new Example(
                decided.ref(),
                switch (decided.verdict()) {
                    case Verdict.Accepted _ -> "accepted";
                    case Verdict.Rejected rejected -> "rejected by " + rejected.criterion();
                    case Verdict.Quarantined quarantined -> "quarantined: " + quarantined.rule();
                },
                switch (decided.verdict()) {
                    case Verdict.Accepted _ -> "good";
                    case Verdict.Rejected _ -> "bad";
                    case Verdict.Quarantined _ -> "open";
                },
                where(decided),
                cut(sample.prompt()),
                Optional.ofNullable(decided.item().columns().get(WORDS))
                        .filter(words -> !words.equals(sample.prompt()))
                        .map(Example::cut)
                        .orElse(""),
                Marked.parts(sample.response(), evidence(decided.grade())),
                sample.text().map(Example::cut).orElse(""),
                total(decided.grade().total()),
                decided.grade().criteria().stream()
                        .map(entry -> Reasoned.of(entry, decided.item().passages()))
                        .toList(),
                origin(decided.provenance()));
    }

    private static List<Evidence> evidence(Grade grade) {
        return grade.criteria().stream()
                .flatMap(entry -> Reasoned.evidence(entry.result()).stream())
                .toList();
    }

    private static String where(DecidedSample decided) {
        Provenance.GeneratedBy made = decided.provenance().generatedBy();
        return "round " + made.round()
                + (made.level().isPresent() ? ", level " + made.level().getAsInt() : "")
                + (decided.attempt() > 1 ? ", attempt " + decided.attempt() : "");
    }

    private static String total(OptionalDouble total) {
        return total.isPresent() ? String.format(Locale.ROOT, "%.2f", total.getAsDouble()) : "";
    }

    private static List<Fact> origin(Provenance provenance) {
        var facts = new ArrayList<Fact>();
        facts.add(new Fact(
                "Licence",
                provenance.licence()
                        + (provenance.because().isEmpty()
                                ? ""
                                : ", because " + String.join("; ", provenance.because()))));
        for (Derivation from : provenance.derivedFrom()) {
            facts.add(new Fact(
                    "Made from",
                    from.source() + ": " + from.document() + ", bytes " + from.start() + " to " + from.end() + ", as "
                            + from.role() + "; " + from.licence().concluded() + " ("
                            + from.licence().evidence() + ")"));
        }
        for (WrittenBy model : provenance.models()) {
            facts.add(new Fact(
                    "Written by",
                    model.name() + " (" + model.provider() + ", " + model.family() + "), "
                            + model.served().name().toLowerCase(Locale.ROOT)
                            + model.checkpoint()
                                    .map(id -> ", checkpoint " + shortened(id))
                                    .orElse("")
                            + "; terms on its output: " + model.termsLicence()));
        }
        Provenance.GeneratedBy made = provenance.generatedBy();
        facts.add(new Fact(
                "Made by", made.generator() + " in step " + made.step() + ", random seed " + made.randomSeed()));
        return facts;
    }

    private static String shortened(String hash) {
        return hash.length() > 16 ? hash.substring(0, 16) + "…" : hash;
    }

    /// The beginning of a text that is longer than a report should show.
    static String cut(String text) {
        if (text.length() <= LONGEST) {
            return text;
        }
        int end = Character.isHighSurrogate(text.charAt(LONGEST - 1)) ? LONGEST - 1 : LONGEST;
        return text.substring(0, end) + "… (" + Figures.count(text.length() - end) + " more characters)";
    }
}
