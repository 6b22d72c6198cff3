package dev.didact.engine.internal.model;

import dev.didact.api.DidactException;
import dev.didact.api.data.Provenance;
import dev.didact.api.model.ModelCall;
import dev.didact.api.model.ModelInfo;
import dev.didact.api.model.Reply;
import dev.didact.engine.internal.exchange.Asking;
import dev.didact.engine.internal.price.Price;
import java.util.Optional;

/// A model that the recipe names, opened at the checkpoint it stands at.
///
/// Safe for use by many threads.
public interface SeatedModel extends AutoCloseable {
    /// Its name in the recipe.
    String name();

    /// Hash of all that its answers depend on besides the call: provider, configuration, checkpoint.
    String identity();

    /// What it said of itself when it was opened.
    ModelInfo info();

    /// Whether its identity says all that its answers depend on, and they are worth keeping for other runs: to ask a
    /// model again that computes in this process costs nobody anything.
    default boolean isRepeatable() {
        return !info().computes();
    }

    /// The facts that go into the provenance of what it writes.
    Provenance.WrittenBy writtenBy();

    /// What its answers cost; empty where nobody said.
    Optional<Price> price();

    /// What its calls share.
    Endpoint endpoint();

    /// The model that answers while it does not.
    default Optional<SeatedModel> fallback() {
        return Optional.empty();
    }

    /// Asks once.
    ///
    /// @param asking the call with all its tries
    /// @throws DidactException.Transient if the same call may succeed later
    Reply answer(ModelCall call, Asking asking) throws DidactException, InterruptedException;

    @Override
    void close();
}
