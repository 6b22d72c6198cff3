package dev.didact.engine.internal.loop;

import dev.didact.api.Contribution;
import dev.didact.api.DidactException;
import dev.didact.engine.ContributionCard;
import dev.didact.engine.ContributionTrial;
import dev.didact.engine.Place;
import dev.didact.engine.internal.document.Binder;
import dev.didact.engine.internal.document.Node;
import dev.didact.engine.internal.document.YamlReader;
import dev.didact.engine.internal.host.ContributionTypes;
import dev.didact.engine.internal.plugin.Plugins;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/// A contribution that no run uses.
public final class LoneContribution implements ContributionTrial {
    private static final String WITH = "with";

    private final ContributionCard card;
    private final Plugins plugins;
    private final Contribution<?> factory;

    /// Loads its plugin.
    public LoneContribution(ContributionCard card, Plugins plugins) {
        this.card = card;
        this.plugins = plugins;
        this.factory = plugins.factory(card);
    }

    /// See [ContributionTrial#config].
    @SuppressWarnings("unchecked") // the type argument of a contribution names its configuration
    public static <C extends Record> C config(Contribution<C> contribution, String with, Path base) {
        Node.Mapping document = with.isBlank()
                ? Node.Mapping.empty(new Place(WITH, 1, 1, 1))
                : YamlReader.readMapping(WITH, with.getBytes(StandardCharsets.UTF_8), "a configuration");
        Class<C> type = (Class<C>) ContributionTypes.config(contribution);
        return Binder.bind(type, document, base, "'with'");
    }

    @Override
    public ContributionCard card() {
        return card;
    }

    @Override
    public Contribution<?> factory() {
        return factory;
    }

    @Override
    public <C extends Record> C configure(Contribution<C> of, String with, Path base)
            throws DidactException, InterruptedException {
        return plugins.compute(card, () -> config(of, with, base));
    }

    @Override
    public <T> T call(Call<T> call) throws DidactException, InterruptedException {
        return switch (card.kind()) {
            case GENERATOR, RUBRIC -> plugins.compute(card, call::run);
            case LEARNER -> plugins.lasting(card, call::run);
            case SOURCE, MODEL, EXPORTER -> plugins.waiting(card, call::run);
        };
    }
}
