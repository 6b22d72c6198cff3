package dev.didact.engine;

import dev.didact.api.Context;
import dev.didact.engine.internal.loop.RunContext;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Map;

/// The context of one instance. Whoever opened it closes it after the instance, and with it what the instance
/// [owns][Context#own].
public interface OpenContext extends Context, AutoCloseable {
    /// A context outside of a run, with the network closed.
    static OpenContext of(Settings settings) {
        return RunContext.alone(settings);
    }

    @Override
    void close();

    /// What such a context gives.
    ///
    /// @param randomSeed fixes its randomness
    /// @param base the folder that relative paths start from; its own folder is made in the folder `work` there
    /// @param threads how many threads an instance may compute with
    /// @param clock its clock
    /// @param environment where secrets are looked up
    /// @param progress hears how far a long piece of work is
    record Settings(
            long randomSeed,
            Path base,
            int threads,
            InstantSource clock,
            Map<String, String> environment,
            Progress progress) {
        public Settings {
            environment = Map.copyOf(environment);
        }
    }

    /// Who hears how far a long piece of work is; see [Context#progress].
    interface Progress {
        /// Tells it.
        void progress(long done, long total, String note);
    }
}
