package dev.didact.engine.internal.host;

import dev.didact.engine.Capabilities;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/// The `capabilities` of a manifest in words. What this Didact does not know is shown as it stands, so that nothing a
/// plugin wants is left out.
final class DeclaredCapabilities {
    private static final Map<String, String> WORDS = Map.of(
            "network", "network",
            "secrets", "secret",
            "models", "models that can do",
            "processes", "starts programs",
            "threads", "threads of its own",
            "native", "native code");

    private DeclaredCapabilities() {}

    static Capabilities read(JsonNode declared, boolean code) {
        List<String> wants = new ArrayList<>();
        declared.properties().stream()
                .filter(entry -> !entry.getKey().equals("reason"))
                .sorted(Map.Entry.comparingByKey())
                .forEach(entry -> add(WORDS.getOrDefault(entry.getKey(), entry.getKey()), entry.getValue(), wants));
        return new Capabilities(code, wants, declared.path("reason").asString(""));
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
