package dev.didact.testkit;

import dev.didact.api.Context;
import dev.didact.api.DidactException;
import dev.didact.api.Http;
import dev.didact.api.config.SecretName;
import dev.didact.api.data.Document;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.helpers.NOPLogger;

/// A context for tests: its clock stands still, its randomness comes from a given random seed, its network is closed
/// unless a test opens it.
///
/// The methods that set it up return it, so that a test reads `FakeContext.withRandomSeed(7).at(folder)`.
public final class FakeContext implements Context, AutoCloseable {
    private final long randomSeed;
    private final Map<String, String> secrets = new HashMap<>();
    private final Deque<AutoCloseable> owned = new ArrayDeque<>();
    private Path folder = Path.of("no-such-folder");
    private Http http = call -> {
        throw new DidactException.Denied("this test has no network, asked for " + call.uri());
    };
    private int threads = 2;
    private final AtomicInteger checksLeft = new AtomicInteger(Integer.MAX_VALUE);
    private final List<String> told = new CopyOnWriteArrayList<>();

    private FakeContext(long randomSeed) {
        this.randomSeed = randomSeed;
    }

    /// A context whose randomness depends on this number alone.
    public static FakeContext withRandomSeed(long randomSeed) {
        return new FakeContext(randomSeed);
    }

    /// Lets relative paths start at a folder; the folder `work` in it becomes [#work].
    public FakeContext at(Path folder) {
        this.folder = folder;
        return this;
    }

    /// Lets a function of the test be the network.
    public FakeContext with(Http http) {
        this.http = http;
        return this;
    }

    /// Gives a secret a value.
    public FakeContext knowing(SecretName name, String value) {
        secrets.put(name.name(), value);
        return this;
    }

    /// Lets an instance compute with so many threads; two if nothing is said.
    public FakeContext withThreads(int threads) {
        this.threads = threads;
        return this;
    }

    /// Stops the run after so many more checks: [#checkCancelled] then throws.
    public FakeContext cancelAfter(int checks) {
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
        return NOPLogger.NOP_LOGGER;
    }

    @Override
    public InstantSource clock() {
        return InstantSource.fixed(Instant.EPOCH);
    }

    @Override
    public RandomGenerator random(String purpose) {
        String hash = Document.sha256((randomSeed + " " + purpose).getBytes(StandardCharsets.UTF_8));
        return new SplittableRandom(Long.parseUnsignedLong(hash.substring(0, 16), 16));
    }

    @Override
    public Http http() {
        return http;
    }

    @Override
    public String secret(SecretName name) throws DidactException {
        String value = secrets.get(name.name());
        if (value == null) {
            throw new DidactException.Unavailable("no secret '" + name + "'; this test knows " + secrets.keySet());
        }
        return value;
    }

    @Override
    public Path base() {
        return folder;
    }

    @Override
    public Path work() {
        try {
            return Files.createDirectories(folder.resolve("work"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public int threads() {
        return threads;
    }

    @Override
    public void progress(long done, long total, String note) {
        told.add(done + " of " + total + " " + note);
    }

    @Override
    public void checkCancelled() throws InterruptedException {
        if (checksLeft.getAndUpdate(left -> Math.max(0, left - 1)) == 0) {
            throw new InterruptedException("the run was stopped");
        }
    }

    @Override
    public <T extends AutoCloseable> T own(T resource) {
        owned.push(resource);
        return resource;
    }

    /// Closes what was handed over with [#own], the last first.
    @Override
    public void close() {
        while (!owned.isEmpty()) {
            try {
                owned.pop().close();
            } catch (Exception e) {
                throw new IllegalStateException("what was handed over does not close", e);
            }
        }
    }
}
