package dev.didact.engine.internal.page;

import dev.didact.engine.Place;
import dev.didact.engine.SettingCard;
import dev.didact.engine.internal.document.Node;
import dev.didact.engine.internal.document.YamlWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/// The schema of a configuration as a list of settings, in the schema's order.
public final class Settings {
    private static final Place NOWHERE = new Place("plugin.json", 1, 1, 1);

    private Settings() {}

    /// The settings; those of a nested record in its place.
    public static List<SettingCard> of(JsonNode schema) {
        List<SettingCard> settings = new ArrayList<>();
        collect("", schema, true, settings);
        return settings;
    }

    /// A value as a recipe has it.
    static String yaml(JsonNode value) {
        return YamlWriter.flow(Node.of(value, NOWHERE));
    }

    private static void collect(String path, JsonNode schema, boolean wanted, List<SettingCard> settings) {
        for (Map.Entry<String, JsonNode> property : schema.path("properties").properties()) {
            String name = property.getKey();
            JsonNode value = property.getValue();
            boolean required = wanted && isRequired(name, schema);
            if (value.has("properties")) {
                collect(path + name + ".", value, required, settings);
            } else {
                settings.add(new SettingCard(
                        path + name,
                        type(value),
                        required,
                        value.optional("default").map(Settings::yaml),
                        bounds(value),
                        value.path("description").asString("")));
            }
        }
    }

    /// Whether an object of a schema must have a property.
    static boolean isRequired(String name, JsonNode schema) {
        return schema.path("required")
                .valueStream()
                .anyMatch(each -> each.asString("").equals(name));
    }

    private static String type(JsonNode schema) {
        if (schema.has("enum")) {
            return String.join(
                    "|",
                    schema.path("enum")
                            .valueStream()
                            .map(word -> word.asString(""))
                            .toList());
        }
        String type = schema.path("format").asString(schema.path("type").asString("any value"));
        return switch (type) {
            case "array" -> "list of " + inner(schema.path("items"));
            case "object" -> "map of " + inner(schema.path("additionalProperties"));
            default -> type;
        };
    }

    private static String inner(JsonNode schema) {
        if (!schema.has("properties")) {
            return type(schema);
        }
        List<String> keys = schema.path("properties").properties().stream()
                .map(property -> property.getKey() + (isRequired(property.getKey(), schema) ? "" : "?"))
                .toList();
        return "{ " + String.join(", ", keys) + " }";
    }

    private static String bounds(JsonNode schema) {
        List<String> bounds = new ArrayList<>();
        range(schema, "minimum", "maximum", "").ifPresent(bounds::add);
        range(schema, "minLength", "maxLength", "character").ifPresent(bounds::add);
        range(schema, "minItems", "maxItems", "entry").ifPresent(bounds::add);
        range(schema, "minProperties", "maxProperties", "entry").ifPresent(bounds::add);
        schema.optional("pattern").ifPresent(pattern -> bounds.add("matches " + expression(pattern)));
        return String.join(", ", bounds);
    }

    /// A regular expression as the author wrote it.
    private static String expression(JsonNode pattern) {
        String whole = pattern.asString("");
        boolean tied = whole.startsWith("^(?:") && whole.endsWith(")$");
        return "`" + (tied ? whole.substring(4, whole.length() - 2) : whole) + "`";
    }

    private static Optional<String> range(JsonNode schema, String least, String most, String unit) {
        if (schema.has(least) && schema.has(most)) {
            return Optional.of(schema.path(least) + " to " + counted(schema.path(most), unit));
        }
        return schema.optional(least)
                .map(bound -> "at least " + counted(bound, unit))
                .or(() -> schema.optional(most).map(bound -> "at most " + counted(bound, unit)));
    }

    private static String counted(JsonNode bound, String unit) {
        String plural = unit.endsWith("y") ? unit.substring(0, unit.length() - 1) + "ies" : unit + "s";
        return unit.isEmpty() ? bound.toString() : bound + " " + (bound.asInt(0) == 1 ? unit : plural);
    }
}
