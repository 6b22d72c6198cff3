package dev.didact.engine.internal.verify;

import dev.didact.api.DidactException;
import dev.didact.api.Learner;
import dev.didact.engine.Behaviour;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicLong;

/// Whether the same inputs give the same outcome: again, elsewhere, later, in another order, on more threads, and for
/// two at once.
record SamenessChecks(Looked<?> looked, KindChecks kind) {
    private static final int AT_ONCE = 4;
    private static final long DAY = 86_400;

    Map<Behaviour, KindChecks.Look> looks() {
        return Map.of(
                Behaviour.DETERMINISTIC, this::deterministic,
                Behaviour.WORKS_IN_PARALLEL, this::parallel);
    }

    /// A clock that goes on by a day each time that somebody looks, and stands elsewhere to begin with.
    private static InstantSource jumping() {
        var looks = new AtomicLong(20_000);
        return () -> Instant.ofEpochSecond(DAY * looks.getAndIncrement());
    }

    private void deterministic(Findings findings) throws DidactException, InterruptedException {
        List<Object> first = kind.outcome(Around.USUAL, false);
        same(findings, first, kind.outcome(Around.USUAL, false), "when it is asked again", "keep no state");
        same(
                findings,
                first,
                kind.outcome(Around.USUAL, true),
                "when it is asked in another order",
                "keep nothing between one call and the next");
        same(
                findings,
                first,
                Elsewhere.call(() -> kind.outcome(Around.USUAL, false)),
                "in another language and time zone",
                "name Locale.ROOT and ZoneOffset.UTC wherever a text is made or read");
        same(
                findings,
                first,
                kind.outcome(Around.USUAL.at(jumping()), false),
                "at another time",
                "let nothing that comes out depend on Context.clock()");
        same(
                findings,
                first,
                kind.outcome(Around.USUAL.threads(1), false),
                "with one thread",
                "let nothing depend on Context.threads(), nor on which thread is first");
    }

    private void parallel(Findings findings) throws DidactException, InterruptedException {
        List<Object> alone = kind.outcome(Around.USUAL, false);
        List<FutureTask<List<Object>>> tasks = new ArrayList<>();
        for (int i = 0; i < AT_ONCE; i++) {
            var task = new FutureTask<>(() -> kind.outcome(Around.USUAL, false));
            tasks.add(task);
            Thread.ofVirtual().name("didact-look-at-once").start(task);
        }
        for (FutureTask<List<Object>> task : tasks) {
            same(findings, alone, result(task), "when several instances work at once", "keep nothing in static fields");
        }
    }

    private static List<Object> result(FutureTask<List<Object>> task) throws DidactException, InterruptedException {
        try {
            return task.get();
        } catch (ExecutionException e) {
            switch (e.getCause()) {
                case DidactException lacking -> throw lacking;
                case RuntimeException fault -> throw fault;
                case null, default -> throw new IllegalStateException(e);
            }
        }
    }

    private void same(Findings findings, List<Object> expected, List<Object> found, String where, String cure) {
        difference(expected, found).ifPresent(difference -> {
            String message = "does not do the same " + where + ": " + difference;
            if (looked.factory() instanceof Learner<?>) {
                findings.warning(message, cure + "; or declare in its contract that it cannot");
            } else {
                findings.refused(message, cure + "; randomness comes from Context.random(purpose)");
            }
        });
    }

    private static Optional<String> difference(List<Object> expected, List<Object> found) {
        for (int i = 0; i < Math.min(expected.size(), found.size()); i++) {
            if (!expected.get(i).equals(found.get(i))) {
                return Optional.of(Texts.difference(
                        expected.get(i).toString(), found.get(i).toString()));
            }
        }
        return expected.size() == found.size()
                ? Optional.empty()
                : Optional.of(expected.size() + " results, then " + found.size());
    }
}
