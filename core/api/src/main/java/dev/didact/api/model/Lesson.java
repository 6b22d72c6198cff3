package dev.didact.api.model;

import static java.util.Objects.requireNonNull;

import dev.didact.api.data.Passage;
import dev.didact.api.grading.DecidedSample;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/// What a student is given to learn from.
///
/// @param round the round; 0 is the base, which learns the starting data alone
/// @param from the checkpoint to go on from; empty for a new student
/// @param parts the decided samples, oldest round first; rejected and quarantined ones are among them, each with its
///     verdict
/// @param anchors examples with their answers that are mixed in; the starting data in round 0
/// @param share the part of what is learned that the anchors shall make up, between 0 and 1
/// @param steps how many steps of training the recipe asks for
/// @param randomSeed fixes the randomness of this lesson
/// @param output an empty folder for the files of the new checkpoint
public record Lesson(
        int round,
        Optional<Checkpoint> from,
        List<Part> parts,
        List<Example> anchors,
        double share,
        OptionalInt steps,
        long randomSeed,
        Path output) {
    public Lesson {
        requireNonNull(from, "from");
        requireNonNull(parts, "parts");
        requireNonNull(anchors, "anchors");
        requireNonNull(steps, "steps");
        requireNonNull(output, "output");
        parts = List.copyOf(parts);
        anchors = List.copyOf(anchors);
    }

    /// The decided samples, or the pairs, of one step in one round.
    ///
    /// @param step id of the step
    /// @param round the round that made them
    /// @param samples in the run's order; may be read more than once and may be larger than memory
    /// @param pairs pairs that the step chose; as the samples
    public record Part(String step, int round, Iterable<DecidedSample> samples, Iterable<Pair> pairs) {
        public Part {
            requireNonNull(step, "step");
            requireNonNull(samples, "samples");
            requireNonNull(pairs, "pairs");
        }

        /// A part without pairs.
        public Part(String step, int round, Iterable<DecidedSample> samples) {
            this(step, round, samples, List.of());
        }
    }

    /// A better and a worse sample of one group.
    ///
    /// @param chosen the better one, which was accepted
    /// @param rejected the worse one, whatever its verdict
    public record Pair(DecidedSample chosen, DecidedSample rejected) {
        public Pair {
            requireNonNull(chosen, "chosen");
            requireNonNull(rejected, "rejected");
        }
    }

    /// A question with its answer that was given, not generated.
    ///
    /// @param prompt what is asked
    /// @param response the answer
    /// @param passages where they come from
    public record Example(String prompt, String response, List<Passage> passages) {
        public Example {
            requireNonNull(prompt, "prompt");
            requireNonNull(response, "response");
            requireNonNull(passages, "passages");
            passages = List.copyOf(passages);
        }
    }
}
