package dev.didact.engine.internal.child;

import dev.didact.api.Context;
import dev.didact.api.DidactException;
import dev.didact.api.Http;
import dev.didact.api.config.SecretName;
import dev.didact.engine.internal.identity.Seeds;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;

/// The way out of an isolated plugin: what the other end told, and the host's own HTTP in this process.
///
/// @param opening what the other end told
/// @param secrets the environment, which holds what was granted and nothing else
record ChildContext(
        Opening opening,
        Http http,
        Map<String, String> secrets,
        Logger log,
        InstantSource clock,
        Deque<AutoCloseable> owned)
        implements Context, AutoCloseable {
    ChildContext(Opening opening, Http http, Map<String, String> secrets, Logger log, InstantSource clock) {
        this(opening, http, secrets, log, clock, new ArrayDeque<>());
    }

    @Override
    public RandomGenerator random(String purpose) {
        return Seeds.stream(opening.randomSeed(), opening.scope(), purpose);
    }

    @Override
    public String secret(SecretName name) throws DidactException {
        if (!opening.secrets().contains(name.name())) {
            throw new DidactException.Denied(
                    "secret " + name.name(),
                    "the secret " + name + " is granted to " + opening.scope() + " neither by its configuration nor by"
                            + " the manifest of its plugin; name it in the recipe to allow it");
        }
        String variable = name.name().substring(name.name().indexOf(':') + 1);
        String value = secrets.get(variable);
        if (value == null || value.isBlank()) {
            throw new DidactException.Unavailable(
                    "the secret " + name + " is not set: export " + variable + "=… before starting");
        }
        return value;
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
        // Only learners have any, and they are not isolated.
    }

    @Override
    public void checkCancelled() throws InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException("the run was stopped");
        }
    }

    @Override
    public synchronized <T extends AutoCloseable> T own(T resource) {
        owned.push(resource);
        return resource;
    }

    @Override
    public synchronized void close() {
        while (!owned.isEmpty()) {
            try {
                owned.pop().close();
            } catch (Exception e) {
                log.warn("a resource of {} could not be closed", opening.scope(), e);
            }
        }
    }
}
