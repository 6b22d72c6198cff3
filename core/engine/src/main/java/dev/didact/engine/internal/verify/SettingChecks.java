package dev.didact.engine.internal.verify;

import dev.didact.api.DidactException;
import dev.didact.engine.Behaviour;
import dev.didact.engine.Place;
import dev.didact.engine.ProblemException;
import dev.didact.engine.internal.document.Node;
import dev.didact.engine.internal.document.YamlReader;
import dev.didact.engine.internal.document.YamlWriter;
import dev.didact.engine.internal.host.PluginFault;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// The least value of each setting. What the schema does not allow is refused by the host, as soon as manifest and
/// class say the same; what it allows, the contribution takes, or says why not.
///
/// @param <C> the configuration record
record SettingChecks<C extends Record>(Looked<C> looked) {
    /// What to do about settings that break the code.
    static final String REFUSE_IN_THE_RECORD =
            "refuse it in the constructor of the record, by an IllegalArgumentException with the reason, or by @Min";

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final Place NOWHERE = new Place("with", 1, 1, 1);

    Map<Behaviour, KindChecks.Look> looks() {
        return Map.of(Behaviour.STANDS_ODD_SETTINGS, this::look);
    }

    private void look(Findings findings) throws InterruptedException {
        for (Map.Entry<String, JsonNode> property :
                looked.trial().card().config().path("properties").properties()) {
            Optional<JsonNode> least = least(property.getValue());
            if (least.isPresent()) {
                look(findings, property.getKey(), least.get());
            }
        }
    }

    private void look(Findings findings, String setting, JsonNode value) throws InterruptedException {
        ObjectNode with = (ObjectNode) given().toJson();
        with.set(setting, value);
        try {
            String yaml = YamlWriter.write(Node.of(with, NOWHERE));
            C config = looked.trial()
                    .configure(looked.factory(), yaml, looked.material().base());
            LifeChecks.openedAndClosed(looked.with(config));
        } catch (ProblemException | DidactException e) {
            // It is refused, with the reason.
            return;
        } catch (PluginFault e) {
            findings.refused(
                    "breaks when it is opened with " + setting + ": " + value + ", which its schema allows: "
                            + e.getMessage(),
                    REFUSE_IN_THE_RECORD);
        }
    }

    private Node given() {
        String with = looked.material().with();
        return with.isBlank()
                ? Node.Mapping.empty(NOWHERE)
                : YamlReader.readMapping("with", with.getBytes(StandardCharsets.UTF_8), "a configuration");
    }

    private static Optional<JsonNode> least(JsonNode schema) {
        return switch (schema.path("type").asString("")) {
            case "integer", "number" -> Optional.of(schema.optional("minimum").orElse(JSON.numberNode(0)));
            case "array" -> schema.has("minItems") ? Optional.empty() : Optional.of(JSON.arrayNode());
            case "string" ->
                List.of("enum", "format", "pattern", "minLength").stream().anyMatch(schema::has)
                        ? Optional.empty()
                        : Optional.of(JSON.stringNode(""));
            default -> Optional.empty();
        };
    }
}
