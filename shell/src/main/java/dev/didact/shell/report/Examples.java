package dev.didact.shell.report;

import dev.didact.api.data.Provenance.WrittenBy;
import dev.didact.api.grading.DecidedSample;
import dev.didact.api.grading.Verdict;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/// A few samples of one arm with their reasons: the first and the last accepted one, and for each reason of refusal the
/// first one refused for it.
///
/// @param arm the arm's name
/// @param paint the arm's colour
/// @param open whether they are shown without asking
/// @param samples the samples, accepted ones first
/// @param providers the contributions whose models wrote the samples
record Examples(String arm, String paint, boolean open, List<Example> samples, Set<String> providers) {
    /// So many reasons of refusal are shown of the arm that the report is about.
    private static final int REASONS = 6;

    /// So many are shown of any other arm.
    private static final int FEWER_REASONS = 3;

    static Examples of(Arm arm) {
        boolean leading = arm.place() == 0;
        int reasons = leading ? REASONS : FEWER_REASONS;
        var accepted = new ArrayList<DecidedSample>();
        var refused = new LinkedHashMap<Verdict, DecidedSample>();
        var providers = new TreeSet<String>();
        try (Stream<DecidedSample> samples = arm.view().samples()) {
            samples.forEach(sample -> {
                sample.provenance().models().stream().map(WrittenBy::provider).forEach(providers::add);
                switch (sample.verdict()) {
                    case Verdict.Accepted _ -> keepFirstAndLast(accepted, sample);
                    case Verdict.Rejected _, Verdict.Quarantined _ -> {
                        if (refused.size() < reasons) {
                            refused.putIfAbsent(sample.verdict(), sample);
                        }
                    }
                }
            });
        }
        List<Example> shown = Stream.concat(accepted.stream(), refused.values().stream())
                .map(Example::of)
                .toList();
        return new Examples(arm.name(), arm.paint(), leading, shown, Set.copyOf(providers));
    }

    private static void keepFirstAndLast(List<DecidedSample> kept, DecidedSample sample) {
        if (kept.size() == 2) {
            kept.removeLast();
        }
        kept.add(sample);
    }

    /// Whether a model of that plugin wrote one of the arm's samples.
    boolean isWrittenBy(String plugin) {
        return providers.stream().anyMatch(provider -> provider.startsWith(plugin + "."));
    }
}
