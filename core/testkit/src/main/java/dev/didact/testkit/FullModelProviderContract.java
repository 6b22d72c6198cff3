package dev.didact.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.didact.api.ModelProvider;
import dev.didact.api.model.ModelCall;
import dev.didact.api.model.Reply;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// All that holds for a model provider: [ModelProviderContract] and every [Behaviour] of its kind. How a network
/// fails is a matter of each protocol, and of the provider's own tests.
///
/// @param <C> the configuration record
public abstract class FullModelProviderContract<C extends Record> extends ModelProviderContract<C> {
    @Test
    void nothingIsRefusedWhenItIsVerified() throws Exception {
        verified();
    }

    private List<ModelCall> calls() {
        return someExamples().stream().map(Example::call).toList();
    }

    private ModelProvider.Model open(TestContext context) throws Exception {
        return provider().open(config(), checkpoint(), context);
    }

    @Test
    void aReplyDependsOnItsCallAlone() throws Exception {
        behaves(Behaviour.ANSWERS_ONE_BY_ONE, () -> {
            try (TestContext context = context();
                    ModelProvider.Model model = open(context)) {
                assertThat(model.info().bestBatch()).isPositive();
                List<Reply> alone = new ArrayList<>();
                for (ModelCall call : calls()) {
                    alone.addAll(model.answer(List.of(call)));
                }
                assertThat(batches(model, calls())).isEqualTo(alone);
                assertThat(batches(model, calls().reversed()).reversed()).isEqualTo(alone);
            }
        });
    }

    private static List<Reply> batches(ModelProvider.Model model, List<ModelCall> calls) throws Exception {
        List<Reply> replies = new ArrayList<>();
        int most = model.info().bestBatch();
        for (int from = 0; from < calls.size(); from += most) {
            replies.addAll(model.answer(calls.subList(from, Math.min(calls.size(), from + most))));
        }
        return replies;
    }

    @Test
    void oneModelGoesOnWhenAnotherIsClosed() throws Exception {
        behaves(Behaviour.OPENS_SEVERAL, () -> {
            ModelCall call = calls().getFirst();
            try (TestContext context = context();
                    ModelProvider.Model first = open(context)) {
                List<Reply> before = first.answer(List.of(call));
                try (TestContext other = context();
                        ModelProvider.Model second = open(other)) {
                    assertThat(second.answer(List.of(call))).isEqualTo(before);
                }
                assertThat(first.answer(List.of(call))).isEqualTo(before);
            }
        });
    }
}
