package dev.didact.engine;

import dev.didact.api.Http;
import dev.didact.api.data.Draw;
import dev.didact.api.data.Item;
import dev.didact.api.grading.Subject;
import dev.didact.api.model.Checkpoint;
import dev.didact.api.model.Lesson;
import dev.didact.api.model.ModelCall;
import dev.didact.api.model.Reply;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// What a contribution is looked at with. Where there is nothing of a kind, something is made up.
///
/// @param with its configuration as a recipe gives it: YAML
/// @param base the folder that relative paths of the configuration start from, and that files are written under
/// @param http the network; empty for one that refuses everything
/// @param checkpoint what a model is opened from; empty for what the configuration names
/// @param draws what a source is opened for
/// @param items what a generator starts from
/// @param subjects what a rubric is asked about
/// @param calls what a model is asked
/// @param lessons what a learner learns
public record Material(
        String with,
        Path base,
        Optional<Http> http,
        Optional<Checkpoint> checkpoint,
        List<Draw> draws,
        List<Given<Item>> items,
        List<Given<Subject>> subjects,
        List<ModelCall> calls,
        List<Lessons> lessons) {
    public Material {
        draws = List.copyOf(draws);
        items = List.copyOf(items);
        subjects = List.copyOf(subjects);
        calls = List.copyOf(calls);
        lessons = List.copyOf(lessons);
    }

    /// Nothing but a configuration.
    public static Material of(String with, Path base) {
        return new Material(
                with, base, Optional.empty(), Optional.empty(), List.of(), List.of(), List.of(), List.of(), List.of());
    }

    /// Something with what models reply about it, in the order of the requests.
    ///
    /// @param on an item or a subject
    /// @param replies the first replies; what is asked beyond them gets a made-up one
    public record Given<T>(T on, List<Reply> replies) {
        public Given {
            replies = List.copyOf(replies);
        }
    }

    /// Lessons of one content.
    public interface Lessons {
        /// One that goes on from a checkpoint, or begins a student.
        Lesson lesson(Optional<Checkpoint> from, Path output);
    }

    /// The same with this network.
    public Material reaching(Http network) {
        return new Material(with, base, Optional.of(network), checkpoint, draws, items, subjects, calls, lessons);
    }

    /// The same for a source that is opened for these draws.
    public Material drawing(List<Draw> others) {
        return new Material(with, base, http, checkpoint, others, items, subjects, calls, lessons);
    }

    /// The same for a generator that starts from these items.
    public Material generating(List<Given<Item>> others) {
        return new Material(with, base, http, checkpoint, draws, others, subjects, calls, lessons);
    }

    /// The same for a rubric that is asked about these subjects.
    public Material grading(List<Given<Subject>> others) {
        return new Material(with, base, http, checkpoint, draws, items, others, calls, lessons);
    }

    /// The same for a model that is opened so and asked this.
    public Material asking(Optional<Checkpoint> opened, List<ModelCall> others) {
        return new Material(with, base, http, opened, draws, items, subjects, others, lessons);
    }

    /// The same for a learner that learns this.
    public Material learning(List<Lessons> others) {
        return new Material(with, base, http, checkpoint, draws, items, subjects, calls, others);
    }
}
