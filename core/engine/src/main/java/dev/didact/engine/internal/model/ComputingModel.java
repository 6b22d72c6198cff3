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
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/// A model that computes in this process: callers leave their calls, and one thread hands them over in batches as large
/// as the model likes.
///
/// A batch goes off when it is full or when no further call came within a moment, so callers that arrive together are
/// answered together. Since a reply depends on its call alone, how calls fall into batches changes nothing but the
/// speed.
final class ComputingModel implements OpenModels.Handle {
    private static final long MOMENT_MILLIS = 3;

    private final ContributionCard card;
    private final Plugins plugins;
    private final ModelProvider.Model model;
    private final ModelInfo info;
    private final OpenContext context;
    private final BlockingQueue<Waiting> queue = new LinkedBlockingQueue<>();
    private final Thread dispatcher;

    ComputingModel(
            ContributionCard card, Plugins plugins, ModelProvider.Model model, ModelInfo info, OpenContext context) {
        this.card = card;
        this.plugins = plugins;
        this.model = model;
        this.info = info;
        this.context = context;
        this.dispatcher = Thread.ofVirtual().name("didact-batches-" + card.id()).start(this::dispatch);
    }

    private record Waiting(ModelCall call, CompletableFuture<Reply> reply) {}

    @Override
    public ModelInfo info() {
        return info;
    }

    @Override
    public Reply answer(ModelCall call, Asking asking) throws DidactException, InterruptedException {
        var waiting = new Waiting(call, new CompletableFuture<>());
        queue.add(waiting);
        try {
            return waiting.reply.get();
        } catch (ExecutionException e) {
            switch (e.getCause()) {
                case DidactException failed -> throw failed;
                case RuntimeException fault -> throw fault;
                case Error error -> throw error;
                case InterruptedException _ -> throw new InterruptedException("the model was closed");
                case null, default -> throw new IllegalStateException(e.getCause());
            }
        }
    }

    private void dispatch() {
        List<Waiting> batch = List.of();
        try {
            while (true) {
                batch = next();
                answer(batch);
            }
        } catch (InterruptedException e) {
            batch.forEach(waiting -> waiting.reply.completeExceptionally(e));
            queue.forEach(waiting -> waiting.reply.completeExceptionally(e));
        }
    }

    private List<Waiting> next() throws InterruptedException {
        List<Waiting> batch = new ArrayList<>(info.bestBatch());
        batch.add(queue.take());
        while (batch.size() < info.bestBatch()) {
            Waiting further = queue.poll(MOMENT_MILLIS, TimeUnit.MILLISECONDS);
            if (further == null) {
                break;
            }
            batch.add(further);
        }
        return batch;
    }

    private void answer(List<Waiting> batch) throws InterruptedException {
        List<ModelCall> calls = batch.stream().map(Waiting::call).toList();
        try {
            List<Reply> replies = plugins.lasting(card, () -> Replies.whole(card, model.answer(calls)));
            boolean whole = replies.size() == batch.size();
            for (int i = 0; i < batch.size(); i++) {
                batch.get(i).reply.complete(whole ? replies.get(i) : miscounted(batch.size(), replies.size()));
            }
        } catch (DidactException | RuntimeException | Error e) {
            batch.forEach(waiting -> waiting.reply.completeExceptionally(e));
        }
    }

    private Reply miscounted(int calls, int replies) {
        return Reply.Failed.of(
                Fault.Kind.PLUGIN_THREW,
                card.reference() + " answered " + calls + " calls with " + replies + " replies");
    }

    @Override
    public void close() {
        dispatcher.interrupt();
        Closing.quietly(plugins, card, model);
        context.close();
    }
}
