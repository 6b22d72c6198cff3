package dev.didact.briefs;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// A ranking problem: facts in any order, no letter and no digit twice, so that exactly one ranking is right.
///
/// @param all the facts, in the order in which they are given
record Facts(List<Fact> all) {
    /// The most facts that a problem can have: there are nine digits.
    static final int MOST = 9;

    private static final int LETTERS = 26;
    private static final Pattern NOTATION = Pattern.compile("(?:[a-z][1-9]){1," + MOST + "}");

    Facts {
        all = List.copyOf(all);
    }

    /// Reads a notation such as `b3o4u1`; nothing if it is something else.
    static Optional<Facts> parse(String notation) {
        if (!NOTATION.matcher(notation).matches()) {
            return Optional.empty();
        }
        var facts = new ArrayList<Fact>();
        for (int i = 0; i < notation.length(); i += 2) {
            facts.add(new Fact(notation.charAt(i), notation.charAt(i + 1), i));
        }
        boolean distinct = facts.stream().map(Fact::letter).distinct().count() == facts.size()
                && facts.stream().map(Fact::digit).distinct().count() == facts.size();
        return distinct ? Optional.of(new Facts(facts)) : Optional.empty();
    }

    /// Draws a problem, all problems of this size being equally likely.
    static Facts draw(int size, RandomGenerator random) {
        List<Character> letters = drawn('a', LETTERS, size, random);
        List<Character> digits = drawn('1', MOST, size, random);
        var facts = new ArrayList<Fact>();
        for (int i = 0; i < size; i++) {
            facts.add(new Fact(letters.get(i), digits.get(i), 2 * i));
        }
        return new Facts(facts);
    }

    private static List<Character> drawn(char first, int of, int size, RandomGenerator random) {
        var left = new ArrayList<Character>();
        for (int i = 0; i < of; i++) {
            left.add((char) (first + i));
        }
        var drawn = new ArrayList<Character>();
        for (int i = 0; i < size; i++) {
            drawn.add(left.remove(random.nextInt(left.size())));
        }
        return drawn;
    }

    /// The same problem, told in another order, each order being equally likely.
    Facts shuffled(RandomGenerator random) {
        var left = new ArrayList<>(all);
        var told = new ArrayList<Fact>();
        while (!left.isEmpty()) {
            Fact fact = left.remove(random.nextInt(left.size()));
            told.add(new Fact(fact.letter(), fact.digit(), 2 * told.size()));
        }
        return new Facts(told);
    }

    int size() {
        return all.size();
    }

    /// What a student reads: `b3o4u1`.
    String notation() {
        return all.stream().map(Fact::given).collect(Collectors.joining());
    }

    /// The right answer, by rising digit: `1u3b4o`.
    String key() {
        return all.stream()
                .sorted(Comparator.comparing(Fact::digit))
                .map(Fact::cited)
                .collect(Collectors.joining());
    }

    /// The facts whatever their order, as one text: permutations of a problem have it in common.
    String set() {
        return all.stream()
                .sorted(Comparator.comparing(Fact::letter))
                .map(Fact::given)
                .collect(Collectors.joining());
    }

    /// The facts in English.
    String said() {
        return all.stream().map(fact -> fact.said() + ".").collect(Collectors.joining(" "));
    }

    Optional<Fact> withLetter(char letter) {
        return all.stream().filter(fact -> fact.letter() == letter).findFirst();
    }

    Optional<Fact> withDigit(char digit) {
        return all.stream().filter(fact -> fact.digit() == digit).findFirst();
    }
}
