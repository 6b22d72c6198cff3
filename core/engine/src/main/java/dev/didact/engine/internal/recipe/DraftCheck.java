package dev.didact.engine.internal.recipe;

import dev.didact.engine.Catalog;
import dev.didact.engine.ContributionCard;
import dev.didact.engine.Kind;
import dev.didact.engine.ProblemException;
import dev.didact.engine.internal.document.Node;
import dev.didact.engine.internal.document.Problems;
import dev.didact.engine.internal.document.SchemaCheck;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// Checks a recipe in the making: its keys, types and bounds and those of its components. Nothing has to be there yet,
/// and names of models and sources may still mean nothing.
final class DraftCheck {
    private static final Map<String, Kind> LISTS =
            Map.of("sources", Kind.SOURCE, "generate", Kind.GENERATOR, "grade", Kind.RUBRIC);

    private final Catalog catalog;
    private final Problems problems;

    private DraftCheck(Catalog catalog, Problems problems) {
        this.catalog = catalog;
        this.problems = problems;
    }

    /// The document itself, if nothing in it is wrong.
    static Node.Mapping checked(Node.Mapping document, Catalog catalog) {
        var problems = new Problems();
        Node.Mapping filled = Params.fill(document, new Problems());
        SchemaCheck.checkUnfinished(filled, RecipeSchema.table(), RecipeSchema.table(), "a recipe", problems);
        problems.throwIfAny();
        new DraftCheck(catalog, problems).components(filled);
        problems.throwIfAny();
        return document;
    }

    private void components(Node.Mapping recipe) {
        children(recipe.get("models")).forEach(model -> component(Kind.MODEL, model));
        LISTS.forEach((key, kind) -> children(recipe.get(key)).forEach(entry -> component(kind, entry)));
        for (Node step : children(recipe.get("steps"))) {
            component(Kind.GENERATOR, step);
            children(((Node.Mapping) step).get("grade")).forEach(rubric -> component(Kind.RUBRIC, rubric));
        }
        recipe.get("learn").ifPresent(learn -> component(Kind.LEARNER, learn));
        children(recipe.get("measure")).stream()
                .flatMap(measure -> ((Node.Mapping) measure).get("rubric").stream())
                .forEach(rubric -> component(Kind.RUBRIC, rubric));
    }

    private static List<Node> children(Optional<Node> parent) {
        return parent.stream()
                .flatMap(node -> switch (node) {
                    case Node.Scalar _ -> Stream.empty();
                    case Node.Sequence sequence -> sequence.elements().stream();
                    case Node.Mapping mapping ->
                        mapping.entries().values().stream().map(Node.Entry::value);
                })
                .toList();
    }

    private void component(Kind kind, Node entry) {
        if (entry instanceof Node.Scalar name) {
            find(kind, name);
        } else if (entry instanceof Node.Mapping mapping
                && mapping.get("use").orElse(entry) instanceof Node.Scalar name) {
            Node with = mapping.get("with").orElse(Node.Mapping.empty(mapping.place()));
            find(kind, name)
                    .ifPresent(card -> SchemaCheck.checkUnfinished(
                            with, card.config(), card.config(), "with of '" + name.text() + "'", problems));
        }
    }

    private Optional<ContributionCard> find(Kind kind, Node.Scalar name) {
        try {
            return Optional.of(catalog.find(kind, name.text(), Optional.of(name.place())));
        } catch (ProblemException e) {
            problems.addAll(e);
            return Optional.empty();
        }
    }
}
