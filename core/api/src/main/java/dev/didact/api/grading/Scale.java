package dev.didact.api.grading;

import static java.util.Objects.requireNonNull;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;

/// The scale of a criterion. Scores lie between 0 and 1, and higher is better.
public sealed interface Scale {
    /// The score from which a criterion counts as passed, where the recipe states no other; empty where the recipe must
    /// state one.
    Optional<Double> pass();

    /// Named levels, from the worst to the best.
    ///
    /// @param levels at least two, with rising scores between 0 and 1
    record Levels(List<Level> levels) implements Scale {
        public Levels {
            requireNonNull(levels, "levels");
            levels = List.copyOf(levels);
            if (levels.size() < 2) {
                throw new IllegalArgumentException("a scale of levels needs at least two, not " + levels.size());
            }
            var ids = new HashSet<String>();
            for (int i = 0; i < levels.size(); i++) {
                if (!ids.add(levels.get(i).id())) {
                    throw new IllegalArgumentException("level '" + levels.get(i).id() + "' is there twice");
                }
                if (i > 0 && levels.get(i).score() <= levels.get(i - 1).score()) {
                    throw new IllegalArgumentException(
                            "the score of level '" + levels.get(i).id() + "' must be above "
                                    + levels.get(i - 1).score() + " but is "
                                    + levels.get(i).score());
                }
            }
        }

        @Override
        public Optional<Double> pass() {
            return levels.size() == 2 ? Optional.of(levels.getLast().score()) : Optional.empty();
        }

        /// The level of that id.
        public Optional<Level> find(String id) {
            return levels.stream().filter(level -> level.id().equals(id)).findFirst();
        }
    }

    /// Any number between 0 and 1.
    record Range() implements Scale {
        @Override
        public Optional<Double> pass() {
            return Optional.empty();
        }
    }

    /// The scale of a question that is answered with no or yes.
    static Levels yesNo() {
        return new Levels(List.of(new Level("no", 0, ""), new Level("yes", 1, "")));
    }
}
