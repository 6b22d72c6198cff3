package dev.didact.engine.internal.host;

import dev.didact.engine.Capabilities;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/// Reads the `capabilities` of a manifest. What this Didact does not know is kept in words as it stands, and what it
/// knows is refused where it is of another kind, so that nothing a plugin wants is left out.
final class DeclaredCapabilities {
    private static final Pattern ENDPOINT = Pattern.compile("([a-z0-9.-]+|\\[[0-9a-f:.]+]):[0-9]{1,5}");
    private static final int LONGEST_REASON = 2000;
    private static final Set<String> READ_ALONE = Set.of("network", "secrets", "reason");
    private static final Set<String> FLAGS = Set.of("processes", "threads", "native");
    private static final Map<String, String> WORDS = Map.of(
            "models", "models that can do",
            "processes", "starts programs",
            "threads", "threads of its own",
            "native", "native code");

    private DeclaredCapabilities() {}

    static Capabilities read(ManifestValue declared, boolean code) throws BadArchiveException {
        List<String> further = new ArrayList<>();
        for (Map.Entry<String, ManifestValue> entry : new TreeMap<>(declared.entries()).entrySet()) {
            String key = entry.getKey();
            if (FLAGS.contains(key)) {
                entry.getValue().flag();
            }
            if (!READ_ALONE.contains(key)) {
                add(WORDS.getOrDefault(key, key), entry.getValue().json(), further);
            }
        }
        for (ManifestValue files : declared.at("files").entries().values()) {
            files.texts();
        }
        return new Capabilities(
                code,
                endpoints(declared.at("network")),
                declared.at("secrets").texts(),
                further,
                declared.at("reason").text(LONGEST_REASON, ""));
    }

    private static List<String> endpoints(ManifestValue network) throws BadArchiveException {
        var endpoints = new ArrayList<String>();
        for (ManifestValue endpoint : network.elements()) {
            endpoints.add(endpoint.text(ENDPOINT, ManifestValue.LONGEST_LABEL, "HOST:PORT in small letters"));
        }
        return endpoints;
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
