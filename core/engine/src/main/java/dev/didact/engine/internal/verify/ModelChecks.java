package dev.didact.engine.internal.verify;

import dev.didact.api.DidactException;
import dev.didact.api.ModelProvider;
import dev.didact.api.model.ModelCall;
import dev.didact.api.model.Reply;
import dev.didact.engine.Behaviour;
import dev.didact.engine.internal.plugin.Returned;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/// What is expected of a model provider.
///
/// @param <C> the configuration record
final class ModelChecks<C extends Record> implements KindChecks {
    private final Looked<C> looked;
    private final ModelProvider<C> provider;
    private final List<ModelCall> calls;

    ModelChecks(Looked<C> looked, ModelProvider<C> provider) {
        this.looked = looked;
        this.provider = provider;
        List<ModelCall> given = looked.material().calls();
        this.calls = given.isEmpty() ? MadeUp.calls() : given;
    }

    @Override
    public Map<Behaviour, Look> looks() {
        Map<Behaviour, Look> looks = new EnumMap<>(Behaviour.class);
        looks.put(Behaviour.ANSWERS_ONE_BY_ONE, this::oneByOne);
        looks.put(Behaviour.OPENS_SEVERAL, this::several);
        looks.put(
                Behaviour.KNOWS_BROKEN_ENDPOINTS,
                findings -> BrokenEndpoint.look(findings, around -> replies(around, calls.subList(0, 1))));
        looks.put(
                Behaviour.ENDS_WHEN_INTERRUPTED,
                findings -> Interruption.look(looked, findings, around -> replies(around, calls.subList(0, 1))));
        return looks;
    }

    @Override
    public List<Object> outcome(Around around, boolean reversed) throws DidactException, InterruptedException {
        List<Reply> replies = replies(around, reversed ? calls.reversed() : calls);
        return List.copyOf(reversed ? replies.reversed() : replies);
    }

    /// What is replied to each call by itself.
    private List<Reply> replies(Around around, List<ModelCall> asked) throws DidactException, InterruptedException {
        return looked.call(() -> {
            try (LookedContext context = looked.context(around);
                    ModelProvider.Model model = open(context)) {
                List<Reply> replies = new ArrayList<>();
                for (ModelCall call : asked) {
                    replies.addAll(answered(model, List.of(call)));
                }
                return replies;
            }
        });
    }

    private static List<Reply> answered(ModelProvider.Model model, List<ModelCall> batch)
            throws DidactException, InterruptedException {
        return Returned.by("ModelProvider.Model.answer()", model.answer(batch));
    }

    private ModelProvider.Model open(LookedContext context) throws DidactException {
        return Returned.by(
                "ModelProvider.open()",
                provider.open(looked.config(), looked.material().checkpoint(), context));
    }

    private void oneByOne(Findings findings) throws DidactException, InterruptedException {
        List<Reply> alone = replies(Around.USUAL, calls);
        same(findings, alone, batched(calls), "in batches");
        same(findings, alone, batched(calls.reversed()).reversed(), "in batches in the opposite order");
    }

    private List<Reply> batched(List<ModelCall> asked) throws DidactException, InterruptedException {
        return looked.call(() -> {
            try (LookedContext context = looked.context();
                    ModelProvider.Model model = open(context)) {
                List<Reply> replies = new ArrayList<>();
                int most =
                        Returned.by("ModelProvider.Model.info()", model.info()).bestBatch();
                for (int from = 0; from < asked.size(); from += most) {
                    replies.addAll(answered(model, asked.subList(from, Math.min(asked.size(), from + most))));
                }
                return replies;
            }
        });
    }

    private void same(Findings findings, List<Reply> alone, List<Reply> found, String how) {
        if (alone.size() != calls.size() || found.size() != calls.size()) {
            findings.refused(
                    "gives " + alone.size() + " replies to " + calls.size() + " calls by themselves and " + found.size()
                            + " " + how,
                    "give one reply for each call, in their order, Reply.Failed where there is none");
        } else if (!found.equals(alone)) {
            findings.refused(
                    "replies otherwise " + how + ": " + Texts.difference(alone.toString(), found.toString()),
                    "let a reply depend on its call alone: its messages, settings and random seed");
        }
    }

    private void several(Findings findings) throws DidactException, InterruptedException {
        List<ModelCall> one = calls.subList(0, 1);
        List<List<Reply>> replies = looked.call(() -> {
            try (LookedContext context = looked.context();
                    ModelProvider.Model first = open(context)) {
                List<Reply> before = answered(first, one);
                List<Reply> other;
                try (LookedContext others = looked.context();
                        ModelProvider.Model second = open(others)) {
                    other = answered(second, one);
                }
                return List.of(before, other, answered(first, one));
            }
        });
        if (!replies.get(1).equals(replies.getFirst()) || !replies.getLast().equals(replies.getFirst())) {
            findings.refused(
                    "replies otherwise when another model of it is open or was closed: " + replies,
                    "keep what is open in the model, and nothing in the provider or in static fields");
        }
    }
}
