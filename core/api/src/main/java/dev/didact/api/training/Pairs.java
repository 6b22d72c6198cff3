package dev.didact.api.training;

import dev.didact.api.grading.DecidedSample;
import dev.didact.api.model.Lesson;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.Optional;

/// Pairs accepted with rejected samples of the same item and prompt, each sample at most once, the earliest first.
///
/// Memory holds the samples that still wait for a partner, and those alone. Two samples with the same words are no
/// pair.
final class Pairs {
    private final Map<Question, Waiting> waiting = new HashMap<>();

    private record Question(String item, String prompt) {}

    private record Waiting(Deque<DecidedSample> accepted, Deque<DecidedSample> rejected) {}

    /// Takes a sample, and returns the pair that it completes.
    Optional<Lesson.Pair> add(DecidedSample decided, boolean accepted) {
        var question = new Question(decided.item().id(), decided.sample().prompt());
        Waiting same = waiting.computeIfAbsent(question, _ -> new Waiting(new ArrayDeque<>(), new ArrayDeque<>()));
        Optional<DecidedSample> partner = take(accepted ? same.rejected() : same.accepted(), decided);
        if (partner.isEmpty()) {
            (accepted ? same.accepted() : same.rejected()).add(decided);
        }
        return partner.map(other -> accepted ? new Lesson.Pair(decided, other) : new Lesson.Pair(other, decided));
    }

    private static Optional<DecidedSample> take(Deque<DecidedSample> others, DecidedSample decided) {
        for (Iterator<DecidedSample> each = others.iterator(); each.hasNext(); ) {
            DecidedSample other = each.next();
            if (!other.sample().response().equals(decided.sample().response())) {
                each.remove();
                return Optional.of(other);
            }
        }
        return Optional.empty();
    }

    /// How many samples found no partner.
    long waiting(boolean accepted) {
        return waiting.values().stream()
                .mapToLong(same -> (accepted ? same.accepted() : same.rejected()).size())
                .sum();
    }
}
