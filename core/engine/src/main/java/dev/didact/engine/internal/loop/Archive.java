package dev.didact.engine.internal.loop;

import dev.didact.api.data.Sample;
import dev.didact.api.grading.Verdict;
import dev.didact.engine.internal.identity.Hashes;
import dev.didact.engine.internal.workspace.HashTable;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/// What was accepted so far in a run, for telling what is new, and what was let through by the steps that look at it.
/// Two samples are alike if question and answer are the same but for case and white space. The samples of one item are
/// not held against each other: where a rubric accepts what most of them say, they are alike by design. What was
/// accepted is known by its hash, in a table that leaves the heap when it grows; it is filled again from the journal
/// when a run goes on. For one thread.
final class Archive implements AutoCloseable {
    /// How many digits of a hash tell it from others.
    private static final int DIGITS = 32;

    private final Supplier<Path> scratch;
    private final HashTable accepted;
    private final Map<String, EarlierSamples> earlier = new TreeMap<>();
    private final Set<String> ofItem = new HashSet<>();
    private final StringBuilder since = new StringBuilder();

    /// @param scratch where the table grows
    Archive(Supplier<Path> scratch) {
        this.scratch = scratch;
        this.accepted = new HashTable(scratch, 0);
    }

    /// What was taken in since it was told last.
    ///
    /// @param accepted hashes of accepted samples, as hexadecimal digits without a separator
    /// @param let what each step let through that looks at what it let through before, by its id
    record Since(String accepted, Map<String, List<EarlierSamples.Kept>> let) {
        static final Since NOTHING = new Since("", Map.of());
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

    /// What was taken in since this was asked last.
    ///
    /// @param items how many items of the round are decided
    Since takeSince(int items) {
        Map<String, List<EarlierSamples.Kept>> let = new TreeMap<>();
        earlier.forEach((step, samples) -> {
            List<EarlierSamples.Kept> taken = samples.takeDecided(items);
            if (!taken.isEmpty()) {
                let.put(step, taken);
            }
        });
        var taken = new Since(since.toString(), let);
        since.setLength(0);
        return taken;
    }

    /// Takes in again what was taken in before.
    ///
    /// @param archived what [#takeSince] told
    void add(Since archived) {
        String hashes = archived.accepted;
        for (int i = 0; i < hashes.length(); i += DIGITS) {
            accepted.add(hashes.substring(i, i + DIGITS));
        }
        archived.let.forEach((step, let) -> earlier(step).add(let));
    }

    /// The steps of a round that look at what they let through before, by id.
    ///
    /// @param first how many items of the round were decided before
    Map<String, Ordered> ordered(Route route, int first) {
        return route.steps().stream()
                .filter(StepPlan::isOrdered)
                .collect(Collectors.toUnmodifiableMap(
                        StepPlan::id, step -> new Ordered(earlier(step.id()), new Turns(first))));
    }

    private EarlierSamples earlier(String step) {
        return earlier.computeIfAbsent(step, _ -> new EarlierSamples(scratch));
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
        earlier.values().forEach(EarlierSamples::close);
        accepted.close();
    }
}
