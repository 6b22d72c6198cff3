package dev.didact.api.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

class JsonTest {
    private static final JsonMapper READER = JsonMapper.shared();

    @Test
    void everyKindOfValueHasItsForm() {
        var object = new LinkedHashMap<String, Object>();
        object.put("text", "a");
        object.put("list", List.of(1, 2L, true));
        object.put("empty", Map.of());
        object.put("nothing", List.of(Optional.empty(), OptionalInt.empty(), OptionalDouble.empty()));
        object.put("something", List.of(Optional.of("b"), OptionalInt.of(3), OptionalDouble.of(0.5)));

        assertThat(Json.line(object))
                .isEqualTo("{\"text\":\"a\",\"list\":[1,2,true],\"empty\":{},\"nothing\":[null,null,null],"
                        + "\"something\":[\"b\",3,0.5]}");
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void whateverTextIsWrittenAReaderGetsItBack(long randomSeed) {
        var random = new SplittableRandom(randomSeed);
        for (int i = 0; i < 300; i++) {
            String text = random.ints(random.nextInt(30), 0, 0x3000)
                    .map(c -> random.nextInt(3) == 0 ? c % 0x30 : c)
                    .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                    .append(random.nextBoolean() ? "😀" : "\u2028")
                    .toString();
            String line = Json.line(Map.of("text", text));

            assertThat(READER.readTree(line).get("text").asString()).isEqualTo(text);
            assertThat(line.lines()).hasSize(1);
        }
    }

    @Test
    void halfACharacterIsKeptAsAnEscape() {
        assertThat(Json.line(Map.of("text", "a\ud83db"))).isEqualTo("{\"text\":\"a\\ud83db\"}");
        assertThat(Json.line(Map.of("text", "\ude00"))).isEqualTo("{\"text\":\"\\ude00\"}");
    }

    @Test
    void numbersThatAreNoneAreRefused() {
        assertThatThrownBy(() -> Json.line(Map.of("score", Double.NaN)))
                .hasMessage("JSON has no form for the number NaN");
    }
}
