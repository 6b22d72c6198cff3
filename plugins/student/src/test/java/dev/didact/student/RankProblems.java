package dev.didact.student;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;
import java.util.TreeMap;

/// Ranking problems: facts of a letter and a digit, to be put in the order of their digits, each with its letter.
final class RankProblems {

    /// A problem: `b3o4u1=` with its answer `1u3b4o`.
    record Problem(String prompt, String answer) {}

    private static final int LETTERS = 26;
    private static final int DIGITS = 9;

    private final SplittableRandom random;

    RankProblems(long randomSeed) {
        random = new SplittableRandom(randomSeed);
    }

    /// The next problem, of as many facts.
    Problem next(int facts) {
        List<Integer> letters = shuffled(LETTERS);
        List<Integer> digits = shuffled(DIGITS);
        var prompt = new StringBuilder();
        var ranks = new TreeMap<Integer, Character>();
        for (int i = 0; i < facts; i++) {
            char letter = (char) ('a' + letters.get(i));
            prompt.append(letter).append(digits.get(i) + 1);
            ranks.put(digits.get(i) + 1, letter);
        }
        var answer = new StringBuilder();
        ranks.forEach((digit, letter) -> answer.append(digit).append(letter));
        return new Problem(prompt.toString(), answer.toString());
    }

    /// Problems of from `least` to `most` facts.
    List<Problem> next(int count, int least, int most) {
        List<Problem> problems = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            problems.add(next(random.nextInt(least, most + 1)));
        }
        return problems;
    }

    private List<Integer> shuffled(int count) {
        List<Integer> numbers = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            numbers.add(i);
        }
        for (int i = count - 1; i > 0; i--) {
            Collections.swap(numbers, i, random.nextInt(i + 1));
        }
        return numbers;
    }
}
