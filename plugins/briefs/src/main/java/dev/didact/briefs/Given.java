package dev.didact.briefs;

import dev.didact.api.data.Passage;
import dev.didact.api.grading.Span;
import dev.didact.api.grading.Subject;
import java.util.Optional;

/// The facts that an answer is held against, and the text in which they stand.
///
/// @param facts the facts
/// @param source the passage that holds them; empty where the prompt does
record Given(Facts facts, Optional<Passage> source) {
    /// The facts of the prompt, or of the first source that holds any.
    static Optional<Given> of(Subject subject) {
        Optional<Facts> asked = Facts.parse(subject.sample().prompt());
        if (asked.isPresent()) {
            return Optional.of(new Given(asked.get(), Optional.empty()));
        }
        for (Passage passage : subject.sources()) {
            Optional<Facts> cited = Facts.parse(passage.text());
            if (cited.isPresent()) {
                return Optional.of(new Given(cited.get(), Optional.of(passage)));
            }
        }
        return Optional.empty();
    }

    Span span(Fact fact) {
        int start = fact.start();
        return source.map(passage -> Span.source(passage, start, start + 2))
                .orElseGet(() -> new Span("prompt", start, start + 2, fact.given()));
    }
}
