package dev.didact.api;

import dev.didact.api.config.SecretName;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;

/// The only way out of a plugin: time, randomness, network, secrets and files come in through here.
///
/// Every instance of a contribution gets a context of its own, valid until the instance is closed. Its methods may be
/// called from any thread that the instance was called on.
public interface Context {
    /// Where the plugin may write lines for its author and for the curious; never to standard output.
    Logger log();

    /// The clock of the run. It may stand still; nothing that ends up in a sample, a grade or a checkpoint may depend
    /// on it.
    InstantSource clock();

    /// A fresh stream of randomness that depends only on the run's random seed, on what the instance works on, and on
    /// the purpose: two calls with the same purpose give equal streams, whatever was drawn before.
    ///
    /// @param purpose what the numbers are for, any text
    RandomGenerator random(String purpose);

    /// The host's HTTP client. It reaches what the recipe's user wrote and what the manifest declares, and nothing
    /// else.
    Http http();

    /// The value of a secret, from where the user keeps it.
    ///
    /// @throws DidactException.Unavailable where there is none of that name; the message says how to set it
    String secret(SecretName name) throws DidactException;

    /// The folder that relative paths of the configuration start from: that of the recipe.
    Path base();

    /// A folder of the instance's own, made when first asked for and kept as long as the run.
    Path work();

    /// How many platform threads an instance may compute with. Results must not depend on it.
    int threads();

    /// Tells how far a long piece of work is. Cheap; may be called as often as there is something to tell.
    ///
    /// @param done how much is done
    /// @param total how much there is; 0 where nobody knows
    /// @param note a few words, such as the loss; may be empty
    void progress(long done, long total, String note);

    /// Returns if the work shall go on.
    ///
    /// @throws InterruptedException if the run was stopped
    void checkCancelled() throws InterruptedException;

    /// Hands a resource to the host, which closes it after the instance, in reverse order.
    <T extends AutoCloseable> T own(T resource);
}
