package dev.didact.engine.internal.process;

import dev.didact.api.DidactException;
import dev.didact.api.Fault;
import dev.didact.api.model.ModelCall;
import dev.didact.api.model.Reply;
import dev.didact.engine.internal.host.PluginFault;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/// Batches of calls to a process. One that fails is asked again one call after the other, so that only the call that
/// makes it fail has no reply.
final class Batches {
    private Batches() {}

    /// Asks a batch.
    interface Asking {
        /// The replies, in the order of the calls.
        List<Reply> ask(List<ModelCall> batch) throws DidactException, InterruptedException;
    }

    /// The replies to a batch.
    ///
    /// @param read reads one of them
    /// @throws PluginFault if they are not as many as the calls
    static List<Reply> replies(List<ModelCall> batch, Told done, Function<Told, Reply> read) {
        List<Reply> replies = done.list("replies").stream().map(read).toList();
        if (replies.size() != batch.size()) {
            throw done.malformed(batch.size() + " calls need as many replies, and there are " + replies.size());
        }
        return replies;
    }

    /// @throws DidactException.Unavailable if the program is asked no more
    static List<Reply> answer(List<ModelCall> batch, Asking asking) throws DidactException, InterruptedException {
        try {
            return asking.ask(batch);
        } catch (PluginFault e) {
            if (e.fault().kind() == Fault.Kind.PLUGIN_QUARANTINED) {
                throw new DidactException.Unavailable(e.fault().message(), e);
            }
            if (batch.size() == 1) {
                return List.of(new Reply.Failed(e.fault()));
            }
        }
        var replies = new ArrayList<Reply>();
        for (ModelCall call : batch) {
            replies.addAll(answer(List.of(call), asking));
        }
        return replies;
    }
}
