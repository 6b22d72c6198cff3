package dev.didact.engine.internal.document;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.didact.engine.Place;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class YamlWriterTest {
    private static final Place PLACE = new Place("f", 1, 1, 1);

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void whatIsWrittenReadsBackToTheSameTreeAndIsWrittenTheSame(long randomSeed) {
        var random = new SplittableRandom(randomSeed);
        for (int i = 0; i < 200; i++) {
            Node tree = Node.Mapping.empty(PLACE).with("root", RandomDocuments.tree(random, 6), PLACE);

            String yaml = YamlWriter.write(tree);
            Node again = YamlReader.read("again.yaml", yaml.getBytes(UTF_8));

            assertThat(again.toJson()).as(yaml).isEqualTo(tree.toJson());
            assertThat(YamlWriter.write(again)).isEqualTo(yaml);
        }
    }

    @Test
    void whatFitsOnALineStaysOnIt() {
        String yaml = """
                didact: recipe/1
                models: { student: { use: student } }
                sources:
                  - { id: briefs, use: rank, with: { path: "http://a:1", note: "5" } }
                until: { rounds: 8 }
                """;

        assertThat(YamlWriter.write(YamlReader.read("f", yaml.getBytes(UTF_8)))).isEqualTo(yaml);
    }

    @Test
    void whatDoesNotFitStandsInBlocks() {
        String part = "x".repeat(60);

        assertThat(YamlWriter.write(YamlReader.read(
                        "f", ("a: { b: { c: " + part + " }, d: [" + part + ", " + part + "] }").getBytes(UTF_8))))
                .isEqualTo("a:\n  b: { c: " + part + " }\n  d:\n    - " + part + "\n    - " + part + "\n");
    }
}
