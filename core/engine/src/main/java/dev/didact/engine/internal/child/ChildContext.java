package dev.didact.engine.internal.child;

import static java.util.Objects.requireNonNull;

import dev.didact.api.Context;
import dev.didact.api.DidactException;
import dev.didact.api.Http;
import dev.didact.api.config.SecretName;
import dev.didact.engine.internal.identity.Seeds;
import dev.didact.engine.internal.plugin.GrantedSecrets;
import dev.didact.engine.internal.plugin.OwnedResources;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Map;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;

/// The way out of an isolated plugin: what the other end told, and the host's own HTTP in this process.
///
/// @param opening what the other end told
/// @param secrets what was granted
/// @param progress tells the other end how far it is
/// @param closing closes what the instance owns, each by itself
record ChildContext(
        Opening opening,
        Http http,
        GrantedSecrets secrets,
        Logger log,
        InstantSource clock,
        Progressing progress,
        Consumer<AutoCloseable> closing,
        OwnedResources owned)
        implements Context, AutoCloseable {
    ChildContext(
            Opening opening,
            Http http,
            Map<String, String> environment,
            Logger log,
            InstantSource clock,
            Progressing progress,
            Consumer<AutoCloseable> closing) {
        this(
                opening,
                http,
                new GrantedSecrets(opening.scope(), opening.secrets(), environment),
                log,
                clock,
                progress,
                closing,
                new OwnedResources());
    }

    /// How far the contribution is.
    interface Progressing {
        /// Tells it.
        void progress(long done, long total, String note);
    }

    @Override
    public RandomGenerator random(String purpose) {
        return Seeds.stream(opening.randomSeed(), opening.scope(), purpose);
    }

    @Override
    public String secret(SecretName name) throws DidactException {
        return secrets.value(name);
    }

    @Override
    public Path base() {
        return opening.base();
    }

    @Override
    public Path work() {
        return opening.work();
    }

    @Override
    public int threads() {
        return opening.threads();
    }

    @Override
    public void progress(long done, long total, String note) {
        progress.progress(done, total, requireNonNull(note, "note"));
    }

    @Override
    public void checkCancelled() throws InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException("the run was stopped");
        }
    }

    @Override
    public <T extends AutoCloseable> T own(T resource) {
        return owned.own(resource);
    }

    @Override
    public void close() {
        owned.close(closing);
    }
}
