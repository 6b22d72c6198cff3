package dev.didact.engine.internal.loop;

import dev.didact.api.data.Sample;
import dev.didact.api.grading.Verdict;
import dev.didact.engine.internal.identity.Hashes;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;

/// What was accepted so far in a run, for telling what is new. Two samples are alike if question and answer are the
/// same but for case and white space. For one thread.
final class Archive {
    private final Set<String> accepted = new HashSet<>();

    /// Takes a candidate in if it is accepted.
    ///
    /// @return whether nothing like it was accepted before
    boolean add(Candidate candidate) {
        return candidate.verdict() instanceof Verdict.Accepted && add(candidate.sample());
    }

    /// Takes an accepted sample in.
    boolean add(Sample sample) {
        return accepted.add(Hashes.fields("archived")
                .text("prompt", plain(sample.prompt()))
                .text("response", plain(sample.response()))
                .sha256()
                .substring(0, 32));
    }

    private static String plain(String text) {
        return text.strip().replaceAll("\\s+", " ").toLowerCase(Locale.ROOT);
    }
}
