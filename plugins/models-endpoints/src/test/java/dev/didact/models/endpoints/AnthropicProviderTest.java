package dev.didact.models.endpoints;

import dev.didact.api.ModelProvider;
import dev.didact.testkit.FullModelProviderContract;
import dev.didact.testkit.TestContext;
import java.util.List;

class AnthropicProviderTest extends FullModelProviderContract<AnthropicConfig> {
    @Override
    protected ModelProvider<AnthropicConfig> provider() {
        return new AnthropicProvider();
    }

    @Override
    protected String with() {
        return "{ model: small, base-url: 'http://localhost:8000/v1', key: '" + Scripted.KEY + "' }";
    }

    @Override
    protected TestContext context() {
        return super.context()
                .knowing(Scripted.KEY, Scripted.SECRET)
                .with(call -> new Scripted(200, Dialect.ANTHROPIC.good("Because.")).send(call));
    }

    @Override
    protected List<Example> examples() {
        return List.of(
                example("Why?").answers("Because."),
                example("Why not? \uD83D\uDE00").answers("Because."));
    }
}
