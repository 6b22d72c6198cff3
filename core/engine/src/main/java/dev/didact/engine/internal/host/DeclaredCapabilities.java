package dev.didact.engine.internal.host;

import dev.didact.engine.Capabilities;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/// Reads the `capabilities` of a manifest. What this Didact does not know is kept in words as it stands, so that
/// nothing a plugin wants is left out.
final class DeclaredCapabilities {
    private static final Pattern ENDPOINT = Pattern.compile("([a-z0-9.-]+|\\[[0-9a-f:.]+]):[0-9]{1,5}");
    private static final Map<String, String> WORDS = Map.of(
            "models", "models that can do",
            "processes", "starts programs",
            "threads", "threads of its own",
            "native", "native code");

    private DeclaredCapabilities() {}

    static Capabilities read(JsonNode declared, boolean code) throws BadArchiveException {
        List<String> further = new ArrayList<>();
        declared.properties().stream()
                .filter(entry -> !List.of("network", "secrets", "reason").contains(entry.getKey()))
                .sorted(Map.Entry.comparingByKey())
                .forEach(entry -> add(WORDS.getOrDefault(entry.getKey(), entry.getKey()), entry.getValue(), further));
        return new Capabilities(
                code,
                endpoints(texts(declared.path("network"))),
                texts(declared.path("secrets")),
                further,
                declared.path("reason").asString(""));
    }

    private static List<String> texts(JsonNode list) {
        return list.valueStream().map(each -> each.asString(each.toString())).toList();
    }

    private static List<String> endpoints(List<String> declared) throws BadArchiveException {
        for (String endpoint : declared) {
            if (!ENDPOINT.matcher(endpoint).matches()) {
                throw new BadArchiveException("its manifest is wrong: " + Archive.MANIFEST
                        + ": capabilities.network must hold HOST:PORT but holds '" + endpoint + "'; build it again");
            }
        }
        return declared;
    }

    private static void add(String words, JsonNode value, List<String> wants) {
        if (value.isArray()) {
            value.forEach(each -> add(words, each, wants));
        } else if (value.isObject()) {
            value.properties().stream()
                    .sorted(Map.Entry.comparingByKey())
                    .forEach(entry -> add(words + " " + entry.getKey(), entry.getValue(), wants));
        } else if (value.isBoolean()) {
            if (value.booleanValue()) {
                wants.add(words);
            }
        } else if (!value.isNull()) {
            wants.add(words + " " + value.asString(""));
        }
    }
}
