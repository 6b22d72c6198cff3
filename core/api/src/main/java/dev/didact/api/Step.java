package dev.didact.api;

import static java.util.Objects.requireNonNull;

import dev.didact.api.model.Reply;
import dev.didact.api.model.Request;
import java.util.List;
import java.util.function.Function;

/// What a generator or a rubric wants to happen next, as a value: the engine makes the calls.
///
/// A step holds no thread while a model answers, its requests are known before a call is paid for, and after a crash
/// the pure functions run again over the replies that were kept. In return the functions must be pure: the same replies
/// give the same next step.
///
/// @param <T> what the steps come to in the end
public sealed interface Step<T> {
    /// Asks models, then goes on.
    ///
    /// @param requests what to ask; all of them may be under way at the same time
    /// @param then makes the next step of the replies, which come in the order of the requests, one for each; pure
    record Ask<T>(List<Request> requests, Function<List<Reply>, Step<T>> then) implements Step<T> {
        public Ask {
            requireNonNull(requests, "requests");
            requireNonNull(then, "then");
            requests = List.copyOf(requests);
        }
    }

    /// The end: here is the value.
    ///
    /// @param value what was made
    record Done<T>(T value) implements Step<T> {
        public Done {
            requireNonNull(value, "value");
        }
    }

    /// The step that is already at its end.
    static <T> Step<T> done(T value) {
        return new Done<>(value);
    }

    /// One call, then a value made from its reply.
    static <T> Step<T> ask(Request request, Function<Reply, T> read) {
        return new Ask<>(List.of(request), replies -> new Done<>(read.apply(replies.getFirst())));
    }
}
