package dev.didact.engine.internal.model;

import dev.didact.api.Fault;
import dev.didact.api.model.Reply;
import dev.didact.engine.ContributionCard;
import dev.didact.engine.internal.plugin.Returned;
import java.util.ArrayList;
import java.util.List;

/// What a model answered to a batch, as far as it can be used.
final class Replies {
    private Replies() {}

    /// The replies in their order; a null among them is a failed call, so that it costs the others nothing.
    static List<Reply> whole(ContributionCard card, List<Reply> answered) {
        Returned.by("ModelProvider.Model.answer()", answered);
        List<Reply> replies = new ArrayList<>(answered.size());
        for (Reply reply : answered) {
            replies.add(
                    reply == null
                            ? Reply.Failed.of(Fault.Kind.PLUGIN_THREW, card.reference() + " answered a call with null")
                            : reply);
        }
        return replies;
    }
}
