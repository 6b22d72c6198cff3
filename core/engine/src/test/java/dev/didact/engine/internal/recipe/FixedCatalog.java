package dev.didact.engine.internal.recipe;

import dev.didact.engine.Catalog;
import dev.didact.engine.ContributionCard;
import dev.didact.engine.Kind;
import dev.didact.engine.Place;
import dev.didact.engine.PluginCard;
import dev.didact.engine.ProblemException;
import dev.didact.engine.internal.document.Nearest;
import dev.didact.engine.internal.document.Problems;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// A catalog of a few cards, without plugins behind them.
public final class FixedCatalog implements Catalog {
    private final List<ContributionCard> cards = List.of(
            card(Kind.MODEL, "student", "student", ""),
            card(
                    Kind.LEARNER,
                    "student",
                    "student",
                    "\"rate\": {\"type\": \"number\", \"default\": 0.001, \"minimum\": 0}"),
            card(
                    Kind.LEARNER,
                    "process",
                    "exec",
                    "\"command\": {\"type\": \"array\", \"items\": {\"type\": \"string\"}},"
                            + " \"formats\": {\"type\": \"array\", \"items\": {\"type\": \"string\"}}"),
            card(
                    Kind.MODEL,
                    "models-endpoints",
                    "openai",
                    "\"model\": {\"type\": \"string\"}, \"base-url\": {\"type\": \"string\", \"format\": \"uri\"},"
                            + " \"key\": {\"type\": \"string\", \"format\": \"secret\"}"),
            card(
                    Kind.SOURCE,
                    "briefs",
                    "rank",
                    "\"examples\": {\"type\": \"integer\", \"minimum\": 1, \"maximum\": 100000, \"default\": 500},"
                            + " \"order\": {\"type\": \"string\", \"enum\": [\"rising\", \"falling\"], \"default\": \"rising\"}"),
            card(Kind.SOURCE, "sources-text", "text", "\"path\": {\"type\": \"string\", \"format\": \"path\"}"),
            card(Kind.SOURCE, "sources-jsonl", "jsonl", "\"path\": {\"type\": \"string\", \"format\": \"path\"}"),
            card(Kind.GENERATOR, "briefs", "answer", ""),
            card(
                    Kind.GENERATOR,
                    "generators-template",
                    "template",
                    "\"prompt\": {\"type\": \"string\"}, \"text\": {\"type\": \"string\"}"),
            card(Kind.RUBRIC, "briefs", "brief", "\"wrong\": {\"type\": \"number\", \"default\": 0}"),
            card(Kind.RUBRIC, "briefs", "majority", "\"agree\": {\"type\": \"integer\", \"minimum\": 1}"),
            card(Kind.RUBRIC, "rubrics-judge", "judge", ""),
            card(Kind.RUBRIC, "rubrics-checks", "near-duplicate", ""));

    private static ContributionCard card(Kind kind, String plugin, String id, String properties) {
        ObjectNode config = (ObjectNode) JsonMapper.shared()
                .readTree("{\"type\": \"object\", \"properties\": {" + properties
                        + "}, \"additionalProperties\": false}");
        return new ContributionCard(kind, id, id, "", "preview", "dev.didact." + plugin, "0.1.0", "5ad1", config);
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
                .filter(card -> card.id().equals(name) || card.fullId().equals(name))
                .findFirst()
                .orElseThrow(() -> new ProblemException(List.of(Problems.problem(
                        "E102",
                        "no " + kind.word() + " '" + name + "'",
                        place.orElseThrow(),
                        Nearest.to(
                                name,
                                of(kind).stream().map(ContributionCard::id).toList())))));
    }
}
