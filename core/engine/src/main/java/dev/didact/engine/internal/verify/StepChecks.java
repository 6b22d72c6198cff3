package dev.didact.engine.internal.verify;

import dev.didact.api.DidactException;
import dev.didact.engine.Behaviour;
import dev.didact.engine.Material.Given;
import dev.didact.engine.internal.verify.Script.Played;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/// What is expected of whatever works in steps.
///
/// @param given what it works on
/// @param playing takes its steps
/// @param text the text that made-up replies repeat
/// @param made what it made of failed replies that it should not have, in words; nothing where it made nothing
/// @param <T> what it works on
/// @param <V> what it makes
record StepChecks<T, V>(
        List<Given<T>> given, Playing<T, V> playing, Function<T, String> text, Function<V, Optional<String>> made) {
    /// The most requests of which each is let fail by itself.
    private static final int MOST = 20;

    /// Takes one step, on one instance, to its end.
    interface Playing<T, V> {
        /// Takes it.
        ///
        /// @param scripts what models reply; the same step is taken once with each
        List<Played<V>> play(Around around, T on, Script... scripts) throws DidactException, InterruptedException;
    }

    Map<Behaviour, KindChecks.Look> looks() {
        return Map.of(Behaviour.PURE_STEPS, this::pure, Behaviour.KNOWS_FAILED_REPLIES, this::failed);
    }

    /// What it takes of what is given.
    ///
    /// @throws DidactException if it takes nothing of it
    List<Given<T>> usable() throws DidactException, InterruptedException {
        List<Given<T>> usable = new ArrayList<>();
        Optional<DidactException> refused = Optional.empty();
        for (Given<T> one : given) {
            try {
                playing.play(Around.USUAL, one.on(), script(one));
                usable.add(one);
            } catch (DidactException e) {
                refused = refused.or(() -> Optional.of(e));
            }
        }
        if (usable.isEmpty() && refused.isPresent()) {
            throw refused.get();
        }
        return usable;
    }

    Script script(Given<T> one) {
        return Script.of(one.replies(), text.apply(one.on()));
    }

    /// What it asks and makes of something.
    Played<V> play(Around around, Given<T> one) throws DidactException, InterruptedException {
        return playing.play(around, one.on(), script(one)).getFirst();
    }

    /// Everything that it asks and makes.
    List<Object> outcome(Around around, boolean reversed) throws DidactException, InterruptedException {
        List<Given<T>> usable = usable();
        List<Object> outcome = new ArrayList<>();
        for (Given<T> one : reversed ? usable.reversed() : usable) {
            outcome.add(play(around, one));
        }
        return reversed ? outcome.reversed() : outcome;
    }

    private void pure(Findings findings) throws DidactException, InterruptedException {
        for (Given<T> one : usable()) {
            List<Played<V>> twice = playing.play(Around.USUAL, one.on(), script(one), script(one));
            if (!twice.getFirst().equals(twice.getLast())) {
                findings.refused(
                        "does not do the same when the function of a step runs again over the same replies: "
                                + Texts.difference(
                                        twice.getFirst().toString(),
                                        twice.getLast().toString()),
                        "make each step of its replies alone; after a crash the functions run again");
            }
        }
    }

    private void failed(Findings findings) throws DidactException, InterruptedException {
        for (Given<T> one : usable()) {
            int asked = play(Around.USUAL, one).asked().size();
            if (asked > 0) {
                V value = playing.play(Around.USUAL, one.on(), Script.failing())
                        .getFirst()
                        .value();
                made.apply(value)
                        .ifPresent(words -> findings.refused(
                                "makes " + words + " of replies that all failed",
                                "handle Reply.Failed: no sample, or Ungraded with its fault"));
            }
            for (int failing = 0; failing < Math.min(MOST, asked); failing++) {
                V value = playing.play(Around.USUAL, one.on(), script(one).failingAt(failing))
                        .getFirst()
                        .value();
                if (repeats(value)) {
                    findings.refused(
                            "takes the fault of request " + (failing + 1) + " of " + asked + " for an answer",
                            "handle Reply.Failed at every request");
                }
            }
        }
    }

    private boolean repeats(V value) {
        return made.apply(value).isPresent() && value.toString().contains(Script.FAILURE);
    }
}
