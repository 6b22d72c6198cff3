package dev.didact.engine.internal.process;

import dev.didact.api.Fault;
import dev.didact.api.data.Passage;
import dev.didact.api.grading.ClaimState;
import dev.didact.api.grading.Evidence;
import dev.didact.api.grading.Span;
import dev.didact.api.grading.Subject;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/// Reads what a program gives as evidence of one criterion. It quotes words; where they stand is found here, at the
/// first place in the response, and at the first in the sources.
final class EvidenceReader {
    private static final List<String> NAMES = List.of("quote", "source", "claim", "rationale");

    private final Subject subject;

    /// @param subject what the program was asked about
    EvidenceReader(Subject subject) {
        this.subject = subject;
    }

    /// Evidence that is not of the protocol. Nobody asks where it was thrown.
    static final class WrongException extends Exception {
        private static final long serialVersionUID = 1L;
        private final Fault.Kind kind;

        WrongException(Fault.Kind kind, String what) {
            super(what, null, false, false);
            this.kind = kind;
        }

        /// Why the criterion is ungraded.
        Fault.Kind kind() {
            return kind;
        }
    }

    List<Evidence> read(JsonNode pieces) throws WrongException {
        var evidence = new ArrayList<Evidence>();
        for (JsonNode piece : pieces) {
            for (String name : piece.propertyNames()) {
                if (!NAMES.contains(name)) {
                    throw new WrongException(
                            Fault.Kind.UNPARSEABLE, "has evidence with '" + name + "'; it knows " + NAMES);
                }
            }
            Optional<Span> inSample = inSample(piece);
            Optional<ClaimState> claim = claim(piece);
            if (claim.isPresent() && inSample.isEmpty()) {
                throw new WrongException(
                        Fault.Kind.QUOTE_MISSING, "has a claim without the 'quote' that says what is claimed");
            }
            evidence.add(new Evidence(
                    inSample, inSource(piece), claim, piece.path("rationale").asString("")));
        }
        return evidence;
    }

    private Optional<Span> inSample(JsonNode piece) throws WrongException {
        if (!piece.hasNonNull("quote")) {
            return Optional.empty();
        }
        String words = words(piece, "quote");
        String response = subject.sample().response();
        int start = response.indexOf(words);
        if (start < 0) {
            throw new WrongException(
                    Fault.Kind.QUOTE_NOT_FOUND, "quotes '" + words + "', which is not in the response");
        }
        return Optional.of(Span.response(response, start, start + words.length()));
    }

    private Optional<Span> inSource(JsonNode piece) throws WrongException {
        if (!piece.hasNonNull("source")) {
            return Optional.empty();
        }
        String words = words(piece, "source");
        for (Passage passage : subject.sources()) {
            int start = passage.text().indexOf(words);
            if (start >= 0) {
                return Optional.of(Span.source(passage, start, start + words.length()));
            }
        }
        throw new WrongException(Fault.Kind.QUOTE_NOT_FOUND, "quotes '" + words + "', which is in no source");
    }

    private static Optional<ClaimState> claim(JsonNode piece) throws WrongException {
        if (!piece.hasNonNull("claim")) {
            return Optional.empty();
        }
        String said = piece.path("claim").asString("");
        List<ClaimState> states = List.of(ClaimState.values());
        Optional<ClaimState> state =
                states.stream().filter(each -> word(each).equals(said)).findFirst();
        if (state.isEmpty()) {
            throw new WrongException(
                    Fault.Kind.UNPARSEABLE,
                    "has the claim '" + said + "', which is none of "
                            + states.stream().map(EvidenceReader::word).toList());
        }
        return state;
    }

    private static String word(ClaimState state) {
        return state.name().toLowerCase(Locale.ROOT);
    }

    private static String words(JsonNode piece, String name) throws WrongException {
        String words = piece.path(name).asString("");
        if (words.isEmpty()) {
            throw new WrongException(
                    Fault.Kind.QUOTE_MISSING,
                    "has a " + name + " without words; evidence without a " + name + " has no '" + name + "'");
        }
        return words;
    }
}
