package dev.didact.briefs;

import dev.didact.api.data.Passage;
import dev.didact.api.grading.Span;
import dev.didact.api.grading.Subject;
import java.util.Optional;

/// The facts that an answer is held against, and the text in which they stand.
///
/// @param facts the facts
/// @param text `prompt`, or the id of a document
/// @param offset where the notation starts in that text
record Given(Facts facts, String text, int offset) {
    /// The facts of the prompt, or of the first source that holds any.
    static Optional<Given> of(Subject subject) {
        Optional<Facts> asked = Facts.parse(subject.sample().prompt());
        if (asked.isPresent()) {
            return Optional.of(new Given(asked.get(), "prompt", 0));
        }
        for (Passage passage : subject.sources()) {
            Optional<Facts> cited = Facts.parse(passage.text());
            if (cited.isPresent()) {
                return Optional.of(new Given(cited.get(), passage.document(), Math.toIntExact(passage.start())));
            }
        }
        return Optional.empty();
    }

    Span span(Fact fact) {
        int start = offset + fact.start();
        return new Span(text, start, start + 2, fact.given());
    }
}
