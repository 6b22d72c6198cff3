package dev.didact.engine.internal;

import dev.didact.api.Context;
import dev.didact.api.Http;
import dev.didact.api.config.SecretName;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.helpers.NOPLogger;

/// A context whose paths start at a folder of the test, without network and secrets.
public final class FolderContext implements Context {
    private final Path base;
    private final List<String> progress = new ArrayList<>();

    public FolderContext(Path base) {
        this.base = base;
    }

    /// What was told so far: `3 of 10 epoch`.
    public List<String> told() {
        return List.copyOf(progress);
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
        return new SplittableRandom(purpose.hashCode());
    }

    @Override
    public Http http() {
        throw new AssertionError("no test goes out");
    }

    @Override
    public String secret(SecretName name) {
        throw new AssertionError("no test has secrets");
    }

    @Override
    public Path base() {
        return base;
    }

    @Override
    public Path work() {
        return base;
    }

    @Override
    public int threads() {
        return 1;
    }

    @Override
    public void progress(long done, long total, String note) {
        progress.add(done + " of " + total + " " + note);
    }

    @Override
    public void checkCancelled() {}

    @Override
    public <T extends AutoCloseable> T own(T resource) {
        return resource;
    }
}
