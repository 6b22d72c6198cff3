package dev.didact.models.endpoints;

import dev.didact.api.ModelProvider;
import dev.didact.testkit.FullModelProviderContract;
import dev.didact.testkit.TestContext;
import java.util.List;

class OpenAiProviderTest extends FullModelProviderContract<OpenAiConfig> {
    @Override
    protected ModelProvider<OpenAiConfig> provider() {
        return new OpenAiProvider();
    }

    @Override
    protected String with() {
        return "{ model: small, base-url: 'http://localhost:8000/v1', key: '" + Scripted.KEY + "' }";
    }

    @Override
    protected TestContext context() {
        return super.context()
                .knowing(Scripted.KEY, Scripted.SECRET)
                .with(call -> Scripted.choice("{\"message\":{\"content\":\"Because.\"},\"finish_reason\":\"stop\"}")
                        .send(call));
    }

    @Override
    protected List<Example> examples() {
        return List.of(
                example("Why?").answers("Because."),
                example("Why not? \uD83D\uDE00").answers("Because."));
    }
}
