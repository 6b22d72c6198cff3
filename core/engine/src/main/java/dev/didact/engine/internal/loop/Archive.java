package dev.didact.engine.internal.loop;

import dev.didact.api.data.Sample;
import dev.didact.api.grading.Verdict;
import dev.didact.engine.internal.identity.Hashes;
import dev.didact.engine.internal.workspace.HashTable;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import java.util.function.Supplier;

/// What was accepted so far in a run, for telling what is new. Two samples are alike if question and answer are the
/// same but for case and white space. The samples of one item are not held against each other: where a rubric accepts
/// what most of them say, they are alike by design. What was accepted is known by its hash, in a table that leaves the
/// heap when it grows; it is filled again from the journal when a run goes on. For one thread.
final class Archive implements AutoCloseable {
    /// How many digits of a hash tell it from others.
    private static final int DIGITS = 32;

    private final HashTable accepted;
    private final Set<String> ofItem = new HashSet<>();
    private final StringBuilder since = new StringBuilder();

    /// @param scratch where the table grows
    Archive(Supplier<Path> scratch) {
        this.accepted = new HashTable(scratch, 0);
    }

    /// Turns to the next item.
    void nextItem() {
        ofItem.clear();
    }

    /// Takes a candidate of the item in if it is accepted.
    ///
    /// @return whether nothing like it was accepted of another item or in another round
    boolean add(Candidate candidate) {
        return candidate.verdict() instanceof Verdict.Accepted && add(candidate.sample());
    }

    /// What was taken in since this was asked last, as hexadecimal digits.
    String takeSince() {
        String taken = since.toString();
        since.setLength(0);
        return taken;
    }

    /// Takes in again what was taken in before.
    ///
    /// @param archived what [#takeSince] told
    void add(String archived) {
        for (int i = 0; i < archived.length(); i += DIGITS) {
            accepted.add(archived.substring(i, i + DIGITS));
        }
    }

    /// Takes an accepted sample of the item in.
    boolean add(Sample sample) {
        String known = Hashes.fields("archived")
                .text("prompt", plain(sample.prompt()))
                .text("response", plain(sample.response()))
                .sha256();
        if (accepted.add(known)) {
            ofItem.add(known);
            since.append(known, 0, DIGITS);
        }
        return ofItem.contains(known);
    }

    private static String plain(String text) {
        var plain = new StringBuilder(text.length());
        boolean isBetween = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (Character.isWhitespace(c)) {
                isBetween = !plain.isEmpty();
            } else {
                plain.append(isBetween ? " " : "").append(c);
                isBetween = false;
            }
        }
        return plain.toString().toLowerCase(Locale.ROOT);
    }

    @Override
    public void close() {
        accepted.close();
    }
}
