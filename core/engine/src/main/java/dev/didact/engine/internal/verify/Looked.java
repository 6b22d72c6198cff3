package dev.didact.engine.internal.verify;

import dev.didact.api.Contribution;
import dev.didact.api.DidactException;
import dev.didact.api.Http;
import dev.didact.engine.ContributionTrial;
import dev.didact.engine.Material;
import dev.didact.engine.OpenContext;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/// A contribution that is looked at, with a configuration that it takes.
///
/// @param trial it on the host
/// @param factory its factory
/// @param config its configuration
/// @param material what it is looked at with
/// @param log everything that it logged so far
/// @param end how the last call ended
/// @param <C> the configuration record
record Looked<C extends Record>(
        ContributionTrial trial,
        Contribution<C> factory,
        C config,
        Material material,
        KeptLog log,
        AtomicReference<End> end) {
    private static final long RANDOM_SEED = 7;

    static <C extends Record> Looked<C> of(ContributionTrial trial, Contribution<C> factory, Material material)
            throws DidactException, InterruptedException {
        C config = trial.configure(factory, material.with(), material.base());
        return new Looked<>(trial, factory, config, material, new KeptLog(), new AtomicReference<>(End.ANSWERED));
    }

    /// A context as usual.
    LookedContext context() {
        return context(Around.USUAL);
    }

    LookedContext context(Around around) {
        OpenContext engines = OpenContext.of(new OpenContext.Settings(
                RANDOM_SEED, material.base(), around.threads(), around.clock(), Map.of(), (_, _, _) -> {}));
        Http http = around.http().or(material::http).orElse(engines.http());
        return new LookedContext(engines, http, around.checks(), log);
    }

    /// How a call ended in the code of the contribution; whoever waits for it may learn less.
    enum End {
        NOT_YET,
        ANSWERED,
        INTERRUPTED,
        FAILED
    }

    /// Runs something in its code. That it is stopped here, and by nobody who interrupts it, is no fault of the plugin,
    /// as it would be to the host: so the host is not told.
    <T> T call(ContributionTrial.Call<T> call) throws DidactException, InterruptedException {
        end.set(End.NOT_YET);
        Optional<T> made = trial.call(() -> {
            End ended = End.FAILED;
            try {
                T value = call.run();
                ended = End.ANSWERED;
                return Optional.of(value);
            } catch (InterruptedException e) {
                ended = End.INTERRUPTED;
                return Optional.empty();
            } finally {
                end.set(ended);
            }
        });
        return made.orElseThrow(() -> new InterruptedException("it was stopped"));
    }

    /// The same with another configuration.
    Looked<C> with(C other) {
        return new Looked<>(trial, factory, other, material, log, end);
    }

    /// Its kind and id: `rubric 'polite'`.
    String name() {
        return trial.card().kind().word() + " '" + trial.card().id() + "'";
    }

    /// A fresh folder to write into.
    Path folder() {
        try {
            return Files.createTempDirectory(Files.createDirectories(material.base()), "looked-");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
