package dev.didact.engine.internal.model;

import dev.didact.api.Context;
import dev.didact.api.DidactException;
import dev.didact.api.ModelProvider;
import dev.didact.api.model.ModelCall;
import dev.didact.api.model.ModelInfo;
import dev.didact.api.model.Reply;
import dev.didact.engine.ContributionCard;
import dev.didact.engine.OpenContext;
import dev.didact.engine.internal.exchange.Asking;
import dev.didact.engine.internal.plugin.Closing;
import dev.didact.engine.internal.plugin.Plugins;
import dev.didact.engine.internal.plugin.Returned;

/// Opens models so that many threads can ask them.
public final class OpenModels {
    private OpenModels() {}

    /// An open model. Safe for use by many threads; a caller waits on its own virtual thread.
    public interface Handle extends AutoCloseable {
        /// What the model said of itself.
        ModelInfo info();

        /// Asks once.
        ///
        /// @param asking the call with all its tries
        /// @throws DidactException.Transient if the same call may succeed later
        Reply answer(ModelCall call, Asking asking) throws DidactException, InterruptedException;

        @Override
        void close();
    }

    /// Opens a model where it stands.
    public interface Opening {
        /// Opens it.
        ModelProvider.Model open(Context context) throws DidactException;
    }

    /// Opens a model.
    ///
    /// @param context is closed after the model, also if that cannot be opened
    public static Handle open(ContributionCard card, Plugins plugins, OpenContext context, Opening opening)
            throws DidactException, InterruptedException {
        try {
            ModelProvider.Model model = plugins.waiting(card, () -> opening.open(context));
            return handle(card, plugins, model, context);
        } catch (DidactException | InterruptedException | RuntimeException e) {
            context.close();
            throw e;
        }
    }

    private static Handle handle(ContributionCard card, Plugins plugins, ModelProvider.Model model, OpenContext context)
            throws DidactException, InterruptedException {
        try {
            ModelInfo info = plugins.waiting(card, () -> Returned.by("ModelProvider.Model.info()", model.info()));
            return info.computes()
                    ? new ComputingModel(card, plugins, model, info, context)
                    : new RemoteModel(card, plugins, model, info, context);
        } catch (DidactException | InterruptedException | RuntimeException e) {
            Closing.quietly(plugins, card, model);
            throw e;
        }
    }
}
