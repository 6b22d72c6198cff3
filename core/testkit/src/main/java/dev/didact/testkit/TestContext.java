package dev.didact.testkit;

import dev.didact.api.Context;
import dev.didact.api.DidactException;
import dev.didact.api.Http;
import dev.didact.api.config.SecretName;
import dev.didact.engine.OpenContext;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;

/// The engine's context, set up for a test: its clock stands still, its randomness comes from a given random seed, its
/// network is closed unless a test opens it.
///
/// The methods that set it up return it, so that a test reads `TestContext.withRandomSeed(7).at(folder)`. They come
/// before it is used.
public final class TestContext implements Context, AutoCloseable {
    private final long randomSeed;
    private final Map<String, String> environment = new HashMap<>();
    private final AtomicInteger checksLeft = new AtomicInteger(Integer.MAX_VALUE);
    private final List<String> told = new CopyOnWriteArrayList<>();
    private Path folder = Path.of("no-such-folder");
    private InstantSource clock = InstantSource.fixed(Instant.EPOCH);
    private int threads = 2;
    private Http http;
    private OpenContext engines;

    private TestContext(long randomSeed) {
        this.randomSeed = randomSeed;
        this.engines = opened();
        this.http = engines.http();
    }

    private OpenContext opened() {
        return OpenContext.of(new OpenContext.Settings(
                randomSeed,
                folder,
                threads,
                clock,
                environment,
                (done, total, note) -> told.add(done + " of " + total + " " + note)));
    }

    /// A context whose randomness depends on this number alone.
    public static TestContext withRandomSeed(long randomSeed) {
        return new TestContext(randomSeed);
    }

    /// Lets relative paths start at a folder; [#work] is in the folder `work` there.
    public TestContext at(Path folder) {
        this.folder = folder;
        engines = opened();
        return this;
    }

    /// Lets the clock stand at a time; at the first second of 1970 if nothing is said.
    public TestContext at(Instant time) {
        clock = InstantSource.fixed(time);
        engines = opened();
        return this;
    }

    /// Lets a function of the test be the network.
    public TestContext with(Http http) {
        this.http = http;
        return this;
    }

    /// Gives a secret a value.
    public TestContext knowing(SecretName name, String value) {
        environment.put(name.name().substring(name.name().indexOf(':') + 1), value);
        engines = opened();
        return this;
    }

    /// Lets an instance compute with so many threads; two if nothing is said.
    public TestContext withThreads(int threads) {
        this.threads = threads;
        engines = opened();
        return this;
    }

    /// Stops the run after so many more checks: [#checkCancelled] then throws.
    public TestContext cancelAfter(int checks) {
        checksLeft.set(checks);
        return this;
    }

    /// Stops the run: from now on [#checkCancelled] throws.
    public void cancel() {
        cancelAfter(0);
    }

    /// The progress that was told so far: `3 of 10 training, loss 1.200`.
    public List<String> told() {
        return List.copyOf(told);
    }

    @Override
    public Logger log() {
        return engines.log();
    }

    @Override
    public InstantSource clock() {
        return engines.clock();
    }

    @Override
    public RandomGenerator random(String purpose) {
        return engines.random(purpose);
    }

    @Override
    public Http http() {
        return http;
    }

    @Override
    public String secret(SecretName name) throws DidactException {
        return engines.secret(name);
    }

    @Override
    public Path base() {
        return engines.base();
    }

    @Override
    public Path work() {
        return engines.work();
    }

    @Override
    public int threads() {
        return engines.threads();
    }

    @Override
    public void progress(long done, long total, String note) {
        engines.progress(done, total, note);
    }

    @Override
    public void checkCancelled() throws InterruptedException {
        engines.checkCancelled();
        if (checksLeft.getAndUpdate(left -> Math.max(0, left - 1)) == 0) {
            throw new InterruptedException("the run was stopped");
        }
    }

    @Override
    public <T extends AutoCloseable> T own(T resource) {
        return engines.own(resource);
    }

    /// Closes what was handed over with [#own], the last first.
    @Override
    public void close() {
        engines.close();
    }
}
