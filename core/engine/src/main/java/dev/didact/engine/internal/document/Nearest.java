package dev.didact.engine.internal.document;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/// The names that a misspelt one may have meant: those at an edit distance of at most two, and those that it begins.
public final class Nearest {
    private static final int FARTHEST = 2;
    private static final int MOST = 3;

    private Nearest() {}

    /// At most three names, the likeliest first.
    public static List<String> to(String name, Collection<String> known) {
        return known.stream()
                .distinct()
                .map(candidate -> new Candidate(candidate, distance(name, candidate)))
                .filter(candidate -> candidate.isNear(name))
                .sorted(Comparator.comparingInt(Candidate::distance).thenComparing(Candidate::name))
                .limit(MOST)
                .map(Candidate::name)
                .toList();
    }

    private record Candidate(String name, int distance) {
        boolean isNear(String wanted) {
            boolean begins = wanted.length() > 1 && name.startsWith(wanted);
            return begins || (distance <= FARTHEST && distance < wanted.length() && distance < name.length());
        }
    }

    /// Insertions, deletions, replacements and swaps of neighbours that make one text of the other.
    private static int distance(String a, String b) {
        if (Math.abs(a.length() - b.length()) > FARTHEST) {
            return Integer.MAX_VALUE;
        }
        int[][] cost = new int[a.length() + 1][b.length() + 1];
        for (int i = 0; i <= a.length(); i++) {
            for (int j = 0; j <= b.length(); j++) {
                cost[i][j] = i == 0 || j == 0 ? i + j : step(cost, a, b, i, j);
            }
        }
        return cost[a.length()][b.length()];
    }

    private static int step(int[][] cost, String a, String b, int i, int j) {
        int replaced = cost[i - 1][j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        int best = Math.min(replaced, 1 + Math.min(cost[i - 1][j], cost[i][j - 1]));
        boolean swapped = i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1);
        return swapped ? Math.min(best, cost[i - 2][j - 2] + 1) : best;
    }
}
