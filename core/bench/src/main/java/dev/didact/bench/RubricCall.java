package dev.didact.bench;

import dev.didact.api.Rubric;
import dev.didact.api.grading.Subject;
import dev.didact.engine.internal.plugin.Sessions;
import java.util.ArrayList;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/// A rubric call over the boundary of the host against the same code inlined, a thousand of them under way on virtual
/// threads, as in a run.
@State(Scope.Benchmark)
public class RubricCall {
    private static final int UNDER_WAY = 1_000;
    private static final int EACH = 100;

    private final Checks checks = new Checks();
    private final Sessions<Rubric.Grader> sessions = checks.sessions();
    private final Rubric.Grader inlined = checks.inlined();
    private final Subject subject = Checks.subject();

    @TearDown
    public void close() {
        sessions.close();
        checks.close();
    }

    @Benchmark
    @OperationsPerInvocation(UNDER_WAY * EACH)
    public void overTheBoundary() throws Exception {
        batch(() -> sessions.use(grader -> grader.grade(subject)));
    }

    @Benchmark
    @OperationsPerInvocation(UNDER_WAY * EACH)
    public void inlined() throws Exception {
        batch(() -> inlined.grade(subject));
    }

    private static void batch(Callable<?> call) throws Exception {
        try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
            var done = new ArrayList<Future<?>>();
            for (int i = 0; i < UNDER_WAY; i++) {
                done.add(executor.submit(() -> {
                    Object last = call.call();
                    for (int j = 1; j < EACH; j++) {
                        last = call.call();
                    }
                    return last;
                }));
            }
            for (Future<?> one : done) {
                one.get();
            }
        }
    }
}
