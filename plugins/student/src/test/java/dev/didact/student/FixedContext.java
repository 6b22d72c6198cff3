package dev.didact.student;

import dev.didact.api.Context;
import dev.didact.api.Http;
import dev.didact.api.config.SecretName;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A context with a fixed random seed, whose clock stands still.
///
/// @param threads how many threads the instance may use
/// @param steps after how many checks the run counts as stopped
record FixedContext(int threads, Countdown steps) implements Context, AutoCloseable {

    /// Counts checks and keeps what the instance handed over.
    static final class Countdown {
        private int left;
        private Runnable owned = () -> {};

        Countdown(int left) {
            this.left = left;
        }
    }

    FixedContext(int threads) {
        this(threads, new Countdown(Integer.MAX_VALUE));
    }

    @Override
    public Logger log() {
        return LoggerFactory.getLogger("student");
    }

    @Override
    public InstantSource clock() {
        return InstantSource.fixed(Instant.EPOCH);
    }

    @Override
    public RandomGenerator random(String purpose) {
        return new SplittableRandom(purpose.hashCode());
    }

    @Override
    public Http http() {
        throw new UnsupportedOperationException("the student needs no network");
    }

    @Override
    public String secret(SecretName name) {
        throw new UnsupportedOperationException("the student needs no secret");
    }

    @Override
    public Path base() {
        throw new UnsupportedOperationException("the student reads no files of the recipe");
    }

    @Override
    public Path work() {
        throw new UnsupportedOperationException("the student needs no folder of its own");
    }

    @Override
    public void progress(long done, long total, String what) {}

    @Override
    public void checkCancelled() throws InterruptedException {
        if (--steps.left < 0) {
            throw new InterruptedException("stopped");
        }
    }

    @Override
    public <T extends AutoCloseable> T own(T resource) {
        steps.owned = () -> {
            try {
                resource.close();
            } catch (Exception e) {
                throw new IllegalStateException("the resource does not close", e);
            }
        };
        return resource;
    }

    @Override
    public void close() {
        steps.owned.run();
    }
}
