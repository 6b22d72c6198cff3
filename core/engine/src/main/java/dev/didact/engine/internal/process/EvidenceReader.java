package dev.didact.engine.internal.process;

import dev.didact.api.Fault;
import dev.didact.api.data.Passage;
import dev.didact.api.grading.ClaimState;
import dev.didact.api.grading.Evidence;
import dev.didact.api.grading.Span;
import dev.didact.api.grading.Subject;
import java.util.List;
import java.util.Optional;

/// Reads what a program gives as evidence of one criterion. It quotes words; where they stand is found here, at the
/// first place in the response, and at the first in the sources.
final class EvidenceReader {
    private final Subject subject;

    /// @param subject what the program was asked about
    EvidenceReader(Subject subject) {
        this.subject = subject;
    }

    /// @param result what the program said of the criterion
    /// @throws dev.didact.engine.internal.host.PluginFault if its evidence is not of the protocol
    List<Evidence> read(Told result) {
        return result.list("evidence").stream().map(this::piece).toList();
    }

    private Evidence piece(Told piece) {
        piece.only("quote", "source", "claim", "rationale");
        Optional<Span> inSample = words(piece, "quote").map(words -> inSample(piece, words));
        Optional<Span> inSource = words(piece, "source").map(words -> inSource(piece, words));
        Optional<ClaimState> claim = piece.word("claim", ClaimState.class);
        if (claim.isPresent() && inSample.isEmpty()) {
            throw piece.malformed(
                    Fault.Kind.QUOTE_MISSING,
                    "'" + piece.path() + "' has a claim without the 'quote' that says what is claimed");
        }
        Optional<String> rationale = piece.statement("rationale");
        if (inSample.isEmpty() && inSource.isEmpty() && rationale.isEmpty()) {
            throw piece.malformed(
                    Fault.Kind.UNPARSEABLE,
                    "'" + piece.path() + "' says nothing; evidence has a quote, a source or a rationale");
        }
        return new Evidence(inSample, inSource, claim, rationale.orElse(""));
    }

    private Span inSample(Told piece, String words) {
        String response = subject.sample().response();
        int start = response.indexOf(words);
        if (start < 0) {
            throw piece.malformed(
                    Fault.Kind.QUOTE_NOT_FOUND,
                    "'" + piece.path() + "' quotes '" + Program.shown(words) + "', which is not in the response");
        }
        return Span.response(response, start, start + words.length());
    }

    private Span inSource(Told piece, String words) {
        for (Passage passage : subject.sources()) {
            int start = passage.text().indexOf(words);
            if (start >= 0) {
                return Span.source(passage, start, start + words.length());
            }
        }
        throw piece.malformed(
                Fault.Kind.QUOTE_NOT_FOUND,
                "'" + piece.path() + "' quotes '" + Program.shown(words) + "', which is in no source");
    }

    private static Optional<String> words(Told piece, String name) {
        Optional<String> words = piece.optionalText(name);
        if (words.isPresent() && words.get().isEmpty()) {
            throw piece.malformed(
                    Fault.Kind.QUOTE_MISSING,
                    "'" + piece.path() + "' has a " + name + " without words; evidence without a " + name + " has no '"
                            + name + "'");
        }
        return words;
    }
}
