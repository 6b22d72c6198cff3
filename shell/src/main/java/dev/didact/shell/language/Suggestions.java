package dev.didact.shell.language;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/// Finds what may have been meant by a word nobody knows: at most two edits away, or the word is the beginning of it.
public final class Suggestions {
    private static final int MOST = 3;

    private Suggestions() {}

    /// The nearest known words, best first, at most three.
    public static List<String> near(String word, Collection<String> known) {
        String wanted = word.toLowerCase(Locale.ROOT);
        int bound = wanted.length() <= 2 ? 1 : 2;
        record Ranked(String name, int distance) {}
        return known.stream()
                .distinct()
                .map(name -> new Ranked(name, rank(wanted, name.toLowerCase(Locale.ROOT))))
                .filter(ranked -> ranked.distance <= bound)
                .sorted(Comparator.comparingInt(Ranked::distance).thenComparing(Ranked::name))
                .limit(MOST)
                .map(Ranked::name)
                .toList();
    }

    private static int rank(String wanted, String name) {
        int distance = distance(wanted, name);
        boolean prefix = !wanted.isEmpty() && name.startsWith(wanted);
        return prefix ? Math.min(distance, 1) : distance;
    }

    /// Insertions, deletions, replacements and swaps of neighbours that turn one word into the other.
    static int distance(String left, String right) {
        int[] beforeLast = new int[right.length() + 1];
        int[] last = new int[right.length() + 1];
        int[] current = new int[right.length() + 1];
        for (int j = 0; j <= right.length(); j++) {
            last[j] = j;
        }
        for (int i = 1; i <= left.length(); i++) {
            current[0] = i;
            for (int j = 1; j <= right.length(); j++) {
                int change = left.charAt(i - 1) == right.charAt(j - 1) ? 0 : 1;
                current[j] = Math.min(Math.min(current[j - 1], last[j]) + 1, last[j - 1] + change);
                if (i > 1
                        && j > 1
                        && left.charAt(i - 1) == right.charAt(j - 2)
                        && left.charAt(i - 2) == right.charAt(j - 1)) {
                    current[j] = Math.min(current[j], beforeLast[j - 2] + 1);
                }
            }
            int[] spare = beforeLast;
            beforeLast = last;
            last = current;
            current = spare;
        }
        return last[right.length()];
    }
}
