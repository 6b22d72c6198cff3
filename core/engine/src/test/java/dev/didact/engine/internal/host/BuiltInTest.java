package dev.didact.engine.internal.host;

import static org.assertj.core.api.Assertions.assertThat;

import dev.didact.engine.Kind;
import dev.didact.engine.internal.document.SchemaOf;
import dev.didact.engine.internal.identity.Canonical;
import dev.didact.engine.internal.process.ExecRubric;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

class BuiltInTest {
    @TempDir
    Path folder;

    @Test
    void theProcessLaneIsInEveryCatalogForEveryKind() {
        try (PluginHost host = Hosts.open(folder)) {
            for (Kind kind : Kind.values()) {
                var card = host.catalog().find(kind, "dev.didact.exec.exec", Optional.empty());

                assertThat(host.factory(card)).isInstanceOf(ContributionTypes.contract(kind));
                assertThat(card.config().at("/properties/command/description").asString())
                        .startsWith("the program and its arguments");
            }
        }
    }

    @Test
    void theSchemaFoundByReflectionIsThatOfTheProcessorWithoutDescriptions() {
        try (PluginHost host = Hosts.open(folder)) {
            var rubric = host.catalog().find(Kind.RUBRIC, "exec", Optional.empty());

            assertThat(Canonical.text(withoutDescriptions(rubric.config().deepCopy())))
                    .isEqualTo(Canonical.text(SchemaOf.of(ExecRubric.Config.class)));
        }
    }

    private static JsonNode withoutDescriptions(JsonNode schema) {
        if (schema instanceof ObjectNode object && object.path("description").isString()) {
            object.remove("description");
        }
        schema.forEach(BuiltInTest::withoutDescriptions);
        return schema;
    }
}
