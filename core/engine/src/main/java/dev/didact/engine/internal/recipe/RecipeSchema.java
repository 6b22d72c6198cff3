package dev.didact.engine.internal.recipe;

import dev.didact.engine.Catalog;
import dev.didact.engine.ContributionCard;
import dev.didact.engine.Kind;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// The JSON Schemas of recipes and of tasks, which are made of the same parts.
public final class RecipeSchema {
    private static final Map<Kind, String> BLOCKS = Map.of(
            Kind.MODEL,
            "model",
            Kind.SOURCE,
            "source",
            Kind.GENERATOR,
            "generate",
            Kind.RUBRIC,
            "grade",
            Kind.LEARNER,
            "learn");

    private RecipeSchema() {}

    /// The schema that recipes are checked against.
    static ObjectNode table() {
        return Table.SCHEMA;
    }

    /// The schema that tasks are checked against.
    static ObjectNode task() {
        return Table.TASK;
    }

    /// The schema of the entries that name a contribution of a kind; nothing for kinds that a recipe does not use.
    static Optional<JsonNode> entry(Kind kind) {
        return Optional.ofNullable(BLOCKS.get(kind))
                .map(block -> table().path("$defs").path(block));
    }

    /// The schema of recipes for editors: without Didact's own keys, and with what each component of a catalog takes
    /// under `with`.
    public static ObjectNode forEditors(Catalog catalog) {
        return forEditors(table(), catalog);
    }

    /// The same for tasks.
    public static ObjectNode taskForEditors(Catalog catalog) {
        return forEditors(task(), catalog);
    }

    private static ObjectNode forEditors(ObjectNode table, Catalog catalog) {
        ObjectNode schema = table.deepCopy();
        strip(schema);
        BLOCKS.forEach((kind, block) -> offer(catalog, kind, schema, block));
        offer(catalog, Kind.GENERATOR, schema, "step");
        return schema;
    }

    /// Says what each contribution of a kind takes under `with`.
    private static void offer(Catalog catalog, Kind kind, ObjectNode schema, String block) {
        ObjectNode entry = (ObjectNode) schema.path("$defs").path(block);
        ArrayNode cases = entry.putArray("allOf");
        for (ContributionCard card : catalog.of(kind)) {
            ObjectNode one = cases.addObject();
            ObjectNode named = one.putObject("if");
            named.putObject("properties")
                    .putObject("use")
                    .putArray("enum")
                    .add(card.id())
                    .add(card.fullId());
            named.putArray("required").add("use");
            one.putObject("then")
                    .putObject("properties")
                    .set("with", card.config().deepCopy());
        }
        if (cases.isEmpty()) {
            entry.remove("allOf");
        }
    }

    /// What the process of an isolated plugin has where the recipe does not say.
    public static String usualProcessMemory() {
        return table().at("/properties/flow/properties/process-memory/default").stringValue();
    }

    private static void strip(JsonNode node) {
        if (node instanceof ObjectNode object) {
            object.remove("x-later");
            object.remove("x-message");
        }
        node.values().forEach(RecipeSchema::strip);
    }

    /// Read at first use.
    private static final class Table {
        static final ObjectNode SCHEMA = read("recipe-1.schema.json");
        static final ObjectNode TASK = withPartsOf(SCHEMA, read("task-1.schema.json"));

        private static ObjectNode withPartsOf(ObjectNode recipe, ObjectNode task) {
            task.set("$defs", recipe.path("$defs"));
            return task;
        }

        private static ObjectNode read(String resource) {
            try (InputStream in = Objects.requireNonNull(RecipeSchema.class.getResourceAsStream(resource))) {
                return (ObjectNode) JsonMapper.shared().readTree(in);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
