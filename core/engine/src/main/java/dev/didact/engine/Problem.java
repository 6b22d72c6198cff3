package dev.didact.engine;

import java.util.List;
import java.util.Optional;

/// Something that stands in the way, told to the person at the prompt: what was wrong, with the value; where; what to
/// do.
///
/// @param category what kind of thing is wrong; gives the exit code
/// @param code stable name: `E203`
/// @param message what is wrong, with the value, and what to do
/// @param place where it stands, if it stands in a document
/// @param suggestions names that may have been meant, the likeliest first, at most three
public record Problem(Category category, String code, String message, Optional<Place> place, List<String> suggestions) {
    public Problem {
        suggestions = List.copyOf(suggestions);
    }

    /// The place, if there is one, and the message.
    @Override
    public String toString() {
        return place.map(p -> p + ": ").orElse("") + message;
    }

    /// What kind of thing is wrong.
    public enum Category {
        /// A line, recipe or reference is wrong: exit code 2, codes E1xx for lines and references, E2xx for recipes and
        /// configurations.
        USAGE(2),
        /// The environment is in the way: a model cannot be reached, a plugin cannot be loaded, a run is locked, a disk
        /// is full. Exit code 4, codes E4xx.
        ENVIRONMENT(4),
        /// A command or a run failed although the input was right: exit code 1, codes E5xx.
        FAILURE(1);

        private final int exitCode;

        Category(int exitCode) {
            this.exitCode = exitCode;
        }

        /// The exit code of a command that ends so.
        public int exitCode() {
            return exitCode;
        }
    }
}
