package dev.didact.shell.language;

import java.util.List;

/// What may stand at the cursor.
///
/// @param replaced the part of the text that a candidate takes the place of
/// @param typed what stands there so far, quotes resolved; every candidate begins with it, letter case aside
/// @param candidates the words that fit, in order
public record Completion(Span replaced, String typed, List<Candidate> candidates) {

    public Completion {
        candidates = List.copyOf(candidates);
    }

    /// One word that fits.
    ///
    /// @param text the word with quotes resolved; [Quote#word] writes it
    /// @param shown how a list shows it
    /// @param doc what it means
    /// @param complete false where more of the same word should follow, as after `key=` or a folder
    public record Candidate(String text, String shown, String doc, boolean complete) {}
}
