package dev.didact.engine.internal.page;

import dev.didact.engine.ContributionCard;
import dev.didact.engine.Place;
import dev.didact.engine.internal.document.Node;
import dev.didact.engine.internal.document.YamlWriter;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// The lines that use a contribution: part of a recipe, or of an exporter the command. Its settings are the examples of
/// its schema, and a value made up from the type where a required one has no example.
public final class Snippet {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final Place NOWHERE = new Place("plugin.json", 1, 1, 1);

    private Snippet() {}

    /// The language of the lines: `yaml` or `sh`.
    static String language(ContributionCard card) {
        return switch (card.kind()) {
            case SOURCE, GENERATOR, RUBRIC, MODEL, LEARNER -> "yaml";
            case EXPORTER -> "sh";
        };
    }

    /// The lines.
    public static String of(ContributionCard card) {
        ObjectNode recipe = JSON.objectNode();
        ObjectNode entry = JSON.objectNode();
        switch (card.kind()) {
            case SOURCE -> recipe.putArray("sources").add(entry.put("id", card.id()));
            case GENERATOR -> recipe.putArray("generate").add(entry);
            case RUBRIC -> recipe.putArray("grade").add(entry);
            case MODEL -> recipe.putObject("models").set("writer", entry);
            case LEARNER -> recipe.set("learn", entry);
            case EXPORTER -> {
                return command(card);
            }
        }
        entry.put("use", card.id());
        switch (card.kind()) {
            case GENERATOR -> entry.put("model", "writer");
            case LEARNER -> entry.put("updates", "writer");
            case SOURCE, RUBRIC, MODEL, EXPORTER -> {
                // nothing beside its settings
            }
        }
        ObjectNode with = object(card.config());
        if (!with.isEmpty()) {
            entry.set("with", with);
        }
        return YamlWriter.write(Node.of(recipe, NOWHERE));
    }

    /// What stands under `with`, as YAML; empty where that is nothing.
    public static String with(ContributionCard card) {
        ObjectNode with = object(card.config());
        return with.isEmpty() ? "" : YamlWriter.write(Node.of(with, NOWHERE));
    }

    private static String command(ContributionCard card) {
        var line = new StringBuilder("didact export 1 --to data --format " + card.id());
        for (Map.Entry<String, JsonNode> setting : object(card.config()).properties()) {
            String value = setting.getKey() + "=" + Settings.yaml(setting.getValue());
            line.append(" --with ").append(value.matches("[\\w=./:-]+") ? value : quoted(value));
        }
        return line.append('\n').toString();
    }

    private static String quoted(String word) {
        return "'" + word.replace("'", "'\\''") + "'";
    }

    private static ObjectNode object(JsonNode schema) {
        ObjectNode object = JSON.objectNode();
        schema.path("properties").forEachEntry((name, property) -> {
            if (property.has("examples")) {
                object.set(name, property.path("examples").path(0));
            } else if (Settings.isRequired(name, schema)) {
                object.set(name, madeUp(property));
            }
        });
        return object;
    }

    private static JsonNode madeUp(JsonNode schema) {
        return switch (schema.path("type").asString("")) {
            case "boolean" -> JSON.booleanNode(true);
            case "integer", "number" -> schema.optional("minimum").orElse(JSON.numberNode(1));
            case "array" -> JSON.arrayNode().add(madeUp(schema.path("items")));
            case "string" -> JSON.stringNode(word(schema));
            default -> object(schema);
        };
    }

    private static String word(JsonNode schema) {
        return schema.has("enum")
                ? schema.path("enum").path(0).asString("")
                : switch (schema.path("format").asString("")) {
                    case "path" -> "file.txt";
                    case "uri" -> "http://localhost:8000/v1";
                    case "secret" -> "env:KEY";
                    case "duration" -> "30s";
                    default -> "text";
                };
    }
}
