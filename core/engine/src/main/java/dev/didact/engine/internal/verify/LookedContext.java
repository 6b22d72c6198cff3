package dev.didact.engine.internal.verify;

import dev.didact.api.Context;
import dev.didact.api.Http;
import dev.didact.api.config.SecretName;
import dev.didact.engine.OpenContext;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.random.RandomGenerator;

/// The context of an instance that is looked at: the engine's, with a network of its own, a log that is kept, a stop
/// after so many checks, and one secret under every name.
final class LookedContext implements Context, AutoCloseable {
    /// The value of every secret, which stands nowhere else.
    static final String CANARY = "canary-8f27c1d05be94a63";

    private final OpenContext engines;
    private final Http http;
    private final KeptLog log;
    private final AtomicInteger checksLeft;

    LookedContext(OpenContext engines, Http http, int checks, KeptLog log) {
        this.engines = engines;
        this.http = http;
        this.log = log;
        this.checksLeft = new AtomicInteger(checks);
    }

    @Override
    public KeptLog log() {
        return log;
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
    public String secret(SecretName name) {
        return CANARY;
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
        log.info(note);
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

    @Override
    public void close() {
        engines.close();
    }
}
