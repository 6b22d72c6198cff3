package dev.didact.engine.internal.loop;

import dev.didact.api.Contribution;
import dev.didact.engine.Catalog;
import dev.didact.engine.ContributionCard;
import dev.didact.engine.Kind;
import dev.didact.engine.Place;
import dev.didact.engine.PluginCard;
import dev.didact.engine.Problem;
import dev.didact.engine.ProblemException;
import dev.didact.engine.internal.document.SchemaOf;
import dev.didact.engine.internal.host.ContributionTypes;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// The cards of contributions that are objects of the test; all are of one plugin.
record FakeCatalog(List<ContributionCard> cards) implements Catalog {
    static final String PLUGIN = "dev.didact.sums";

    /// @param contributions by kind and id: `model student`
    /// @param sha256 the hash of their plugin's archive
    static FakeCatalog of(Map<String, Contribution<?>> contributions, String sha256) {
        return new FakeCatalog(contributions.entrySet().stream()
                .map(entry -> {
                    String[] name = entry.getKey().split(" ", 2);
                    return new ContributionCard(
                            Kind.valueOf(name[0].toUpperCase(Locale.ROOT)),
                            name[1],
                            name[1],
                            "",
                            "preview",
                            PLUGIN,
                            "0.1.0",
                            sha256,
                            SchemaOf.of(ContributionTypes.config(entry.getValue())));
                })
                .toList());
    }

    @Override
    public List<PluginCard> plugins() {
        return List.of();
    }

    @Override
    public List<ContributionCard> of(Kind kind) {
        return cards.stream().filter(card -> card.kind() == kind).toList();
    }

    @Override
    public ContributionCard find(Kind kind, String name, Optional<Place> place) {
        return of(kind).stream()
                .filter(card -> card.id().equals(name))
                .findFirst()
                .orElseThrow(() ->
                        new ProblemException(Problem.Category.USAGE, "E102", "no " + kind.word() + " '" + name + "'"));
    }
}
