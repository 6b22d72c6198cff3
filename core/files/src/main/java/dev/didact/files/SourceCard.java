package dev.didact.files;

import dev.didact.api.data.Licence;
import dev.didact.api.data.Preference;
import dev.didact.files.Yaml.Mistake;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.snakeyaml.engine.v2.nodes.Node;

/// What a `source.yaml` says of the files beside and below it.
///
/// @param declared the licence that the collection declares
/// @param concluded the licence that somebody concluded
/// @param evidence where it is written, or who concluded it
/// @param creators who made the texts
/// @param preferences what their owner wishes
record SourceCard(
        Optional<String> declared,
        Optional<String> concluded,
        String evidence,
        List<String> creators,
        List<Preference> preferences) {
    private static final List<String> KEYS = List.of(
            "id",
            "title",
            "publisher",
            "creators",
            "homepage",
            "language",
            "geography",
            "acquisition",
            "licence",
            "preferences",
            "terms",
            "personalData");
    private static final Map<String, List<String>> GROUPS = Map.of(
            "acquisition",
            List.of("method", "uri", "retrievedAt", "sha256", "bytes", "httpStatus", "etag", "userAgent"),
            "terms",
            List.of("payment", "amount", "currency", "payee", "contract"),
            "personalData",
            List.of("expected", "legalBasis"));
    private static final List<String> LICENCE = List.of("declared", "concluded", "evidence", "concludedBy");
    private static final List<String> EVIDENCE = List.of("uri", "sha256", "quote", "span");
    private static final List<String> PREFERENCE =
            List.of("scheme", "use", "value", "location", "observedAt", "sha256");
    private static final List<String> SCHEMES =
            List.of("robots", "aipref", "tdmrep", "rsl", "ai-txt", "contract", "takedown");
    private static final List<String> USES = List.of("train", "input", "index", "search");
    private static final List<String> VALUES = List.of("allowed", "disallowed", "unknown");

    /// Reads a card.
    ///
    /// @param name how the file is cited
    static SourceCard read(String text, String name) throws Mistake {
        Map<String, Node> card = Yaml.only(Yaml.mapping(text), KEYS);
        for (var group : GROUPS.entrySet()) {
            Yaml.group(card, group.getKey(), group.getValue());
        }
        Map<String, Node> licence = Yaml.group(card, "licence", LICENCE);
        return new SourceCard(
                expression(licence, "declared"),
                expression(licence, "concluded"),
                evidence(licence, name),
                Yaml.texts(card, "creators"),
                preferences(card, name));
    }

    private static Optional<String> expression(Map<String, Node> licence, String key) throws Mistake {
        Node node = licence.get(key);
        if (node == null) {
            return Optional.empty();
        }
        String expression = Yaml.text(node);
        if (!Spdx.isExpression(expression)) {
            throw new Mistake(
                    node.getStartMark(),
                    key + " must be an SPDX expression such as CC-BY-4.0 but is '" + expression + "'; write "
                            + Licence.NO_ASSERTION + " where it is not known");
        }
        return Optional.of(expression);
    }

    private static String evidence(Map<String, Node> licence, String name) throws Mistake {
        var parts = new ArrayList<String>();
        parts.add(name);
        Map<String, Node> evidence = Yaml.group(licence, "evidence", EVIDENCE);
        Yaml.text(evidence, "uri").ifPresent(parts::add);
        Yaml.text(evidence, "quote").ifPresent(quote -> parts.add("\"" + quote + "\""));
        Yaml.text(licence, "concludedBy").ifPresent(by -> parts.add("concluded by " + by));
        return String.join(", ", parts);
    }

    private static List<Preference> preferences(Map<String, Node> card, String name) throws Mistake {
        Node all = card.get("preferences");
        if (all == null) {
            return List.of();
        }
        var preferences = new ArrayList<Preference>();
        for (Node node : Yaml.list(all)) {
            Map<String, Node> preference = Yaml.mapping(node, PREFERENCE);
            String value = oneOf(node, preference, "value", VALUES);
            preferences.add(new Preference(
                    oneOf(node, preference, "scheme", SCHEMES),
                    oneOf(node, preference, "use", USES),
                    Preference.Value.valueOf(value.toUpperCase(Locale.ROOT)),
                    Yaml.text(preference, "location").orElse(name)));
        }
        return preferences;
    }

    private static String oneOf(Node whole, Map<String, Node> entries, String key, List<String> allowed)
            throws Mistake {
        Node node = entries.get(key);
        if (node == null) {
            throw new Mistake(
                    whole.getStartMark(), "'" + key + "' is missing; it is one of " + String.join(", ", allowed));
        }
        String text = Yaml.text(node);
        if (!allowed.contains(text)) {
            throw new Mistake(
                    node.getStartMark(),
                    key + " must be one of " + String.join(", ", allowed) + " but is '" + text + "'");
        }
        return text;
    }
}
