package dev.didact.bench;

import dev.didact.api.Rubric;
import dev.didact.api.grading.Subject;
import dev.didact.engine.internal.host.Installer;
import dev.didact.engine.internal.plugin.Sessions;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/// From a plugin that was built anew to its first grade: what somebody who works on it waits for.
@State(Scope.Benchmark)
public class Reload {
    private final Checks checks = new Checks();
    private final Subject subject = Checks.subject();
    private int version;

    @Setup(Level.Invocation)
    public void change() {
        version++;
        checks.version(version);
    }

    @TearDown
    public void close() {
        checks.close();
    }

    @Benchmark
    public Object reload() throws Exception {
        new Installer(checks.host(), _ -> {}).reload(Checks.ID);
        try (Sessions<Rubric.Grader> sessions = checks.sessions()) {
            return sessions.use(grader -> grader.grade(subject));
        }
    }
}
