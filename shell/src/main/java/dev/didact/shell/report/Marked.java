package dev.didact.shell.report;

import dev.didact.api.grading.ClaimState;
import dev.didact.api.grading.Evidence;
import dev.didact.api.grading.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeSet;

/// A response cut where the quotes of its graders begin and end, so that a page can colour the judged words.
final class Marked {
    private Marked() {}

    /// Words that are judged alike.
    ///
    /// @param text the words
    /// @param tone name of their colour: `good`, `bad`, `open`, `quoted`; empty for words that nobody spoke of
    /// @param label what the colour says, for who cannot see it
    record Part(String text, String tone, String label) {}

    /// How words are judged, the gravest first: of two judgements of the same words the graver one is shown.
    enum Tone {
        CONTRADICTED("bad"),
        UNSUPPORTED("bad"),
        UNDECIDED("open"),
        QUOTED("quoted"),
        SUPPORTED("good");

        private final String paint;

        Tone(String paint) {
            this.paint = paint;
        }

        static Tone of(Optional<ClaimState> claim) {
            return claim.map(state -> switch (state) {
                        case SUPPORTED -> SUPPORTED;
                        case CONTRADICTED -> CONTRADICTED;
                        case UNSUPPORTED -> UNSUPPORTED;
                        case UNDECIDED -> UNDECIDED;
                    })
                    .orElse(QUOTED);
        }

        String paint() {
            return paint;
        }

        String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /// The response in parts. A quote that does not stand where its span says is left out: only what is there is
    /// marked.
    static List<Part> parts(String response, List<Evidence> evidence) {
        String shown = Example.cut(response);
        int length = Math.min(response.length(), Example.LONGEST);
        List<Evidence> quotes = evidence.stream()
                .filter(each -> each.inSample()
                        .filter(span -> stands(span, response, length))
                        .isPresent())
                .toList();
        var cuts = new TreeSet<Integer>();
        cuts.add(0);
        cuts.add(shown.length());
        quotes.forEach(each -> each.inSample().ifPresent(span -> {
            cuts.add(span.start());
            cuts.add(span.end());
        }));
        var parts = new ArrayList<Part>();
        int start = 0;
        for (int end : cuts.tailSet(0, false)) {
            int from = start;
            Optional<Tone> tone = quotes.stream()
                    .filter(each -> each.inSample()
                            .filter(span -> span.start() <= from && span.end() >= end)
                            .isPresent())
                    .map(each -> Tone.of(each.claim()))
                    .min(Tone::compareTo);
            parts.add(new Part(
                    shown.substring(from, end),
                    tone.map(Tone::paint).orElse(""),
                    tone.map(Tone::word).orElse("")));
            start = end;
        }
        return parts;
    }

    private static boolean stands(Span span, String response, int length) {
        return span.of().equals(Span.RESPONSE)
                && span.end() <= length
                && span.start() < span.end()
                && response.startsWith(span.quote(), span.start())
                && span.quote().length() == span.end() - span.start();
    }
}
