package dev.didact.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.didact.api.Context;
import dev.didact.api.Contribution;
import dev.didact.api.DidactException;
import dev.didact.api.Learner;
import dev.didact.api.grading.DecidedSample;
import dev.didact.api.model.Checkpoint;
import dev.didact.api.model.Lesson;
import dev.didact.engine.Material;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;

/// What holds for every learner.
///
/// @param <C> the configuration record
public abstract class LearnerContract<C extends Record>
        extends ContributionContract<C, LearnerContract.Example, LearnerContract.Learned> {
    /// The learner.
    protected abstract Learner<C> learner();

    @Override
    final Learner<C> contribution() {
        return learner();
    }

    /// What a learner makes of a lesson.
    ///
    /// @param anchors examples with their answers
    /// @param samples decided samples of one step
    /// @param steps how many steps of training are asked for
    /// @param files the files of the checkpoint; empty where an endpoint serves it
    /// @param served the name under which an endpoint serves it
    public record Example(
            List<Lesson.Example> anchors,
            List<DecidedSample> samples,
            OptionalInt steps,
            Set<String> files,
            Optional<String> served) {
        public Example {
            anchors = List.copyOf(anchors);
            samples = List.copyOf(samples);
            files = Set.copyOf(files);
        }

        /// The same, with one more example that is there to be learned.
        public Example anchor(String prompt, String response) {
            var more = new ArrayList<>(anchors);
            more.add(new Lesson.Example(prompt, response, List.of(Decided.passage(prompt))));
            return new Example(more, samples, steps, files, served);
        }

        /// The same, with so many steps of training.
        public Example steps(int steps) {
            return new Example(anchors, samples, OptionalInt.of(steps), files, served);
        }

        /// The same, which leaves a checkpoint of these files.
        public Example leaves(String... files) {
            return new Example(anchors, samples, steps, Set.of(files), served);
        }

        /// The same, whose checkpoint an endpoint serves under a name.
        public Example servedAs(String name) {
            return new Example(anchors, samples, steps, files, Optional.of(name));
        }
    }

    /// What came of an example.
    ///
    /// @param id id of the checkpoint
    /// @param files its files, by name
    /// @param reference the name under which an endpoint serves it
    record Learned(String id, Set<String> files, Optional<String> reference) {}

    /// An example to complete with [Example#leaves]: a lesson from nothing, over these samples.
    protected static Example example(DecidedSample... samples) {
        return new Example(List.of(), List.of(samples), OptionalInt.empty(), Set.of(), Optional.empty());
    }

    @Override
    final Material material(Material configured) {
        return configured.learning(someExamples().stream()
                .<Material.Lessons>map(example -> (from, output) -> lesson(example, from, output))
                .toList());
    }

    @Override
    final String howToWriteOne() {
        return "example(Decided.accepted(\"1/1\", \"2+2\", \"4\")).leaves(\"name of a file of the checkpoint\")";
    }

    @Override
    final Learned answer(Contribution<C> factory, C config, Context context, Example example)
            throws DidactException, InterruptedException, IOException {
        Path output = Files.createTempDirectory(folder(), "checkpoint-");
        try (Learner.Session session = ((Learner<C>) factory).open(config, context)) {
            Checkpoint checkpoint = session.learn(lesson(example, Optional.empty(), output));
            boolean isFolder = example.served().isEmpty();
            return isFolder
                    ? new Learned(checkpoint.id(), files(Path.of(checkpoint.reference())), Optional.empty())
                    : new Learned(checkpoint.id(), Set.of(), Optional.of(checkpoint.reference()));
        }
    }

    /// The lesson of an example.
    final Lesson lesson(Example example, Optional<Checkpoint> from, Path output) {
        return new Lesson(
                from.isPresent() ? 1 : 0,
                from,
                example.samples().isEmpty() ? List.of() : List.of(new Lesson.Part("step", 1, example.samples())),
                example.anchors(),
                example.samples().isEmpty() ? 1 : 0.3,
                example.steps(),
                7,
                output);
    }

    private static Set<String> files(Path folder) throws IOException {
        try (var files = Files.walk(folder)) {
            return new TreeSet<>(files.filter(Files::isRegularFile)
                    .map(file -> folder.relativize(file).toString().replace('\\', '/'))
                    .toList());
        }
    }

    @Override
    final void check(Example example, Learned answer) {
        assertThat(answer.files())
                .as("files of the checkpoint")
                .isEqualTo(example.served().isPresent() ? Set.of() : example.files());
        assertThat(answer.reference()).as("name that serves it").isEqualTo(example.served());
    }
}
