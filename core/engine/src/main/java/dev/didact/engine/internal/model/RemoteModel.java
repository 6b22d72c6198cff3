package dev.didact.engine.internal.model;

import dev.didact.api.DidactException;
import dev.didact.api.Fault;
import dev.didact.api.ModelProvider;
import dev.didact.api.model.ModelCall;
import dev.didact.api.model.ModelInfo;
import dev.didact.api.model.Reply;
import dev.didact.engine.ContributionCard;
import dev.didact.engine.OpenContext;
import dev.didact.engine.internal.exchange.Asking;
import dev.didact.engine.internal.plugin.Closing;
import dev.didact.engine.internal.plugin.Plugins;
import java.util.List;

/// A model that waits for somebody else: each call on the virtual thread of its caller.
final class RemoteModel implements OpenModels.Handle {
    private final ContributionCard card;
    private final Plugins plugins;
    private final ModelProvider.Model model;
    private final ModelInfo info;
    private final OpenContext context;

    RemoteModel(
            ContributionCard card, Plugins plugins, ModelProvider.Model model, ModelInfo info, OpenContext context) {
        this.card = card;
        this.plugins = plugins;
        this.model = model;
        this.info = info;
        this.context = context;
    }

    @Override
    public ModelInfo info() {
        return info;
    }

    @Override
    public Reply answer(ModelCall call, Asking asking) throws DidactException, InterruptedException {
        List<Reply> replies =
                plugins.waiting(card, () -> asking.during(() -> Replies.whole(card, model.answer(List.of(call)))));
        return replies.size() == 1
                ? replies.getFirst()
                : Reply.Failed.of(
                        Fault.Kind.PLUGIN_THREW,
                        card.reference() + " answered one call with " + replies.size() + " replies");
    }

    @Override
    public void close() {
        Closing.quietly(plugins, card, model);
        context.close();
    }
}
