package dev.didact.shell.command;

import dev.didact.engine.ContributionCard;
import dev.didact.shell.language.Term;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/// The settings of a component as paths of a recipe's entry, `with.length`, read from its schema.
public final class Settable {
    private Settable() {}

    /// The paths with type, default and meaning, in the order of the schema.
    public static List<Term> of(ContributionCard card) {
        List<Term> terms = new ArrayList<>();
        collect("with", card.config(), terms);
        return terms;
    }

    private static void collect(String path, JsonNode schema, List<Term> terms) {
        for (Map.Entry<String, JsonNode> property : schema.path("properties").properties()) {
            String inner = path + "." + property.getKey();
            JsonNode value = property.getValue();
            if (value.has("properties")) {
                collect(inner, value, terms);
            } else {
                terms.add(new Term(inner, meaning(value)));
            }
        }
    }

    private static String meaning(JsonNode schema) {
        List<String> parts = new ArrayList<>();
        if (schema.has("enum")) {
            List<String> words = new ArrayList<>();
            schema.path("enum").forEach(word -> words.add(word.asString()));
            parts.add(String.join("|", words));
        } else {
            parts.add(schema.path("type").asString("any value"));
        }
        if (schema.has("default")) {
            parts.add("default " + schema.path("default"));
        }
        String description = schema.path("description").asString("");
        if (!description.isEmpty()) {
            parts.add(description);
        }
        return String.join(", ", parts);
    }
}
