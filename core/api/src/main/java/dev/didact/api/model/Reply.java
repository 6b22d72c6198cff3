package dev.didact.api.model;

import static java.util.Objects.requireNonNull;

import dev.didact.api.Fault;
import java.util.Optional;

/// What came of a request.
public sealed interface Reply {
    /// An answer.
    ///
    /// @param text the whole answer, as it came
    /// @param fields the answer in the shape that was asked for; filled by the engine, present exactly where the
    ///     request has a shape
    /// @param finish why it ends
    /// @param usage what it used
    record Answered(String text, Optional<Fields> fields, Finish finish, Usage usage) implements Reply {
        public Answered {
            requireNonNull(text, "text");
            requireNonNull(fields, "fields");
            requireNonNull(finish, "finish");
            requireNonNull(usage, "usage");
        }

        /// An answer that came to its end.
        public static Answered of(String text, Usage usage) {
            return new Answered(text, Optional.empty(), Finish.STOP, usage);
        }

        /// The answer in the shape that the request asked for.
        public Fields inShape() {
            return fields.orElseThrow(() -> new IllegalStateException("the request asked for no shape"));
        }
    }

    /// No usable answer, after all tries. Never a sample, never a score.
    ///
    /// @param fault what failed
    record Failed(Fault fault) implements Reply {
        public Failed {
            requireNonNull(fault, "fault");
        }

        /// A call that failed so.
        public static Failed of(Fault.Kind kind, String message) {
            return new Failed(new Fault(kind, message));
        }
    }

    /// Why an answer ends.
    enum Finish {
        /// The model came to its end.
        STOP,
        /// The limit of tokens cut it off.
        LENGTH,
        /// The model or its filter declined.
        REFUSED
    }
}
