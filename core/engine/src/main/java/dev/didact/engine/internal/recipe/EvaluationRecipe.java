package dev.didact.engine.internal.recipe;

import dev.didact.engine.Place;
import dev.didact.engine.RecipeText;
import dev.didact.engine.internal.document.Node;
import dev.didact.engine.internal.document.YamlReader;
import dev.didact.engine.internal.document.YamlWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Writes the recipe of an evaluation that is asked for on a line: a measure for each task and each model. It is a
/// recipe like others, so that the run can be resumed, compared and derived again.
public final class EvaluationRecipe {
    private static final Place PLACE = new Place("eval", 1, 1, 1);
    private static final int LONGEST_ID = 64;

    private EvaluationRecipe() {}

    /// The recipe; see [dev.didact.engine.Evaluation#recipe].
    public static RecipeText of(
            List<String> tasks,
            Map<String, String> params,
            List<String> models,
            Optional<RecipeText> from,
            Path folder,
            List<String> settings) {
        Optional<Node.Mapping> known = from.map(RecipeReader::laid);
        Node.Mapping recipe = Node.Mapping.empty(PLACE)
                .with("didact", text("recipe/1"), PLACE)
                .with("name", text("evaluation"), PLACE);
        for (String key : List.of("params", "flow")) {
            Optional<Node> value = known.flatMap(document -> document.get(key));
            if (value.isPresent()) {
                recipe = recipe.with(key, value.get(), PLACE);
            }
        }
        Node.Mapping all = known.flatMap(document -> document.get("models"))
                .map(Node.Mapping.class::cast)
                .orElse(Node.Mapping.empty(PLACE));
        Node.Mapping own = Node.Mapping.empty(PLACE);
        List<String> names = new ArrayList<>();
        for (String model : models) {
            String name = all.get(model).isPresent() ? model : nameOf(model);
            names.add(name);
            own = own.with(
                    name, all.get(model).orElse(Node.Mapping.empty(PLACE).with("use", text(model), PLACE)), PLACE);
            own = withFallback(own, name, all);
        }
        return new RecipeText(
                "eval",
                from.map(RecipeText::base).orElse(folder),
                YamlWriter.write(recipe.with("models", own, PLACE)
                                .with("measure", measures(tasks, names, params), PLACE))
                        .getBytes(StandardCharsets.UTF_8),
                settings,
                Optional.empty());
    }

    private static Node.Mapping withFallback(Node.Mapping own, String name, Node.Mapping all) {
        Optional<String> fallback = own.get(name)
                .filter(Node.Mapping.class::isInstance)
                .flatMap(model -> ((Node.Mapping) model).text("fallback"));
        return fallback.flatMap(all::get)
                .map(other -> own.with(fallback.get(), other, PLACE))
                .orElse(own);
    }

    private static Node measures(List<String> tasks, List<String> models, Map<String, String> params) {
        Node.Sequence measures = new Node.Sequence(PLACE, List.of());
        Set<String> taken = new HashSet<>();
        Node.Mapping given = Node.Mapping.empty(PLACE);
        for (Map.Entry<String, String> param : params.entrySet()) {
            given = given.with(param.getKey(), YamlReader.value(param.getValue(), PLACE), PLACE);
        }
        for (int i = 0; i < tasks.size(); i++) {
            for (int j = 0; j < models.size(); j++) {
                String id = nameOf(tasks.get(i)) + "-" + models.get(j);
                if (id.length() > LONGEST_ID || !taken.add(id)) {
                    id = "task-" + (i + 1) + "-model-" + (j + 1);
                }
                Node.Mapping measure = Node.Mapping.empty(PLACE)
                        .with("id", text(id), PLACE)
                        .with("task", text(tasks.get(i)), PLACE)
                        .with("model", text(models.get(j)), PLACE);
                measures = measures.and(params.isEmpty() ? measure : measure.with("params", given, PLACE));
            }
        }
        return measures;
    }

    private static Node.Scalar text(String text) {
        return Node.Scalar.text(text, PLACE);
    }

    /// What something is called in the recipe whose name may be a path, or has a version or a plugin before it.
    private static String nameOf(String reference) {
        String name = reference
                .replaceFirst("@.*", "")
                .replaceFirst("(/task)?\\.(yaml|yml|json)$", "")
                .replaceFirst("/+$", "")
                .replaceFirst(".*[/.]", "")
                .replaceAll("[^a-z0-9-]", "-");
        return name.matches("[a-z].*") ? name : "t" + name;
    }
}
