package dev.didact.engine.internal.document;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.didact.api.NoConfig;
import dev.didact.api.config.Default;
import dev.didact.api.config.Matches;
import dev.didact.api.config.Max;
import dev.didact.api.config.Min;
import dev.didact.api.config.SecretName;
import dev.didact.engine.Problem;
import dev.didact.engine.ProblemException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BinderTest {
    private static final String ALL = """
            words: 800
            tone: very-plain
            tags: [b, a]
            weights: { b: 2, a: 0.5 }
            pause: 30s
            prompt: q.md
            base-url: http://localhost:8000/v1
            api-key: env:KEY
            layout: { columns: 3 }
            model: m
            """;

    enum Tone {
        PLAIN,
        VERY_PLAIN
    }

    record Layout(
            @Default("2") @Min(1) int columns,
            @Default("false") boolean wide) {
        Layout {
            if (columns == 13) {
                throw new IllegalArgumentException("13 columns bring no luck");
            }
        }
    }

    record Everything(
            @Default("400") @Min(50) @Max(4000) int words,
            @Default("plain") Tone tone,
            @Default("[x, y]") @Max(3) List<String> tags,
            @Default("{}") Map<String, Double> weights,
            @Default("500ms") Duration pause,
            @Default("a.md") Path prompt,
            @Default("http://a") URI baseURL,
            Optional<SecretName> apiKey,
            @Default("{ columns: 1 }") Layout layout,
            @Matches("[a-z]+") String model,
            Optional<Layout> other,
            OptionalInt limit,
            OptionalDouble share,
            @Default("[]") Set<Tone> tones,
            @Default("1") long large,
            @Default("0.5") double ratio,
            @Default("7") String text,
            @Default("'{{x}}'") String template) {}

    record Small(short number, byte bits, float fraction) {}

    @Test
    void everyTypeIsBound() {
        Everything bound = bind(Everything.class, ALL);

        assertThat(bound.words()).isEqualTo(800);
        assertThat(bound.tone()).isEqualTo(Tone.VERY_PLAIN);
        assertThat(bound.tags()).containsExactly("b", "a");
        assertThat(bound.weights()).containsExactly(Map.entry("b", 2.0), Map.entry("a", 0.5));
        assertThat(bound.pause()).isEqualTo(Duration.ofSeconds(30));
        assertThat(bound.prompt()).isEqualTo(Path.of("recipes/q.md"));
        assertThat(bound.baseURL()).isEqualTo(URI.create("http://localhost:8000/v1"));
        assertThat(bound.apiKey()).contains(new SecretName("env:KEY"));
        assertThat(bound.layout()).isEqualTo(new Layout(3, false));
    }

    @Test
    void whatIsLeftOutIsTheDefaultOrAbsent() {
        Everything bound = bind(Everything.class, "model: m");

        assertThat(bound.words()).isEqualTo(400);
        assertThat(bound.tone()).isEqualTo(Tone.PLAIN);
        assertThat(bound.tags()).containsExactly("x", "y");
        assertThat(bound.weights()).isEmpty();
        assertThat(bound.pause()).isEqualTo(Duration.ofMillis(500));
        assertThat(bound.layout()).isEqualTo(new Layout(1, false));
        assertThat(bound.apiKey()).isEmpty();
        assertThat(bound.other()).isEmpty();
        assertThat(bound.limit()).isEmpty();
        assertThat(bound.share()).isEmpty();
        assertThat(bound.tones()).isEmpty();
        assertThat(bound.large()).isEqualTo(1);
        assertThat(bound.ratio()).isEqualTo(0.5);
        assertThat(bound.text()).isEqualTo("7");
        assertThat(bound.template()).isEqualTo("{{x}}");
    }

    @Test
    void optionalPartsAreBoundWhereTheyAreGiven() {
        Everything bound = bind(
                Everything.class,
                "{ model: m, other: { wide: true }, limit: 5, share: 1, tones: [very-plain, plain] }");

        assertThat(bound.other()).contains(new Layout(2, true));
        assertThat(bound.limit()).hasValue(5);
        assertThat(bound.share()).hasValue(1.0);
        assertThat(bound.tones()).containsExactly(Tone.VERY_PLAIN, Tone.PLAIN);
    }

    @Test
    void aRecordWithoutComponentsTakesNothing() {
        assertThat(bind(NoConfig.class, "{}")).isEqualTo(new NoConfig());
        assertThat(problem(NoConfig.class, "{ a: 1 }").message())
                .isEqualTo("unknown key 'a' in with of 'x'; it takes none");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "model: m~words: 20         | 2:8  | 'words' must be between 50 and 4000 but is 20",
                "model: m~words: '500'      | 2:8  | 'words' must be a whole number but is the text '500'; take its quotes away",
                "model: m~words: 2.5        | 2:8  | 'words' must be a whole number but is 2.5",
                "model: m~tone: plein       | 2:7  | 'tone' must be one of plain, very-plain but is 'plein'",
                "model: m~tags: [a,b,c,d]   | 2:7  | 'tags' must be at most 3 elements long but is 4",
                "model: m~tags: [a,5]       | 2:10 | 'tags.1' must be a text but is 5; put it in quotes",
                "model: m~pause: 30         | 2:8  | 'pause' must be a text but is 30; put it in quotes",
                "model: m~pause: 30 s       | 2:8  | 'pause' must be a time such as 500ms, 30s, 5m or 2h but is '30 s'",
                "model: m~base-url: nowhere | 2:11 | 'base-url' must be an address such as http://localhost:8000/v1 but is 'nowhere'",
                "model: m~layout: { wide: 1 } | 2:17 | 'wide' must be true or false but is 1",
                "model: m~layout: { columns: 13 } | 2:9 | 'layout': 13 columns bring no luck",
                "model: M5                  | 1:8  | 'model' must match ^(?:[a-z]+)$ but is 'M5'",
                "words: 80                  | 1:1  | with of 'x' needs the key 'model'",
                "model: m~limit: 3000000000 | 2:8  | 'limit' must be between -2147483648 and 2147483647 but is 3000000000",
                "model: m~word: 80          | 2:1  | unknown key 'word' in with of 'x'",
                "model: m~other:            | 2:7  | 'other' must be a mapping but is nothing",
            })
    void whatDoesNotFitIsToldAtItsPlace(String yaml, String place, String message) {
        assertThat(problem(Everything.class, yaml.replace('~', '\n')).toString())
                .startsWith("f.yaml:" + place + ": " + message);
    }

    @Test
    void aSecretThatIsWrittenOutIsNotRepeated() {
        Problem problem = problem(Everything.class, "{ model: m, api-key: sk-12345 }");

        assertThat(problem(Everything.class, "{ model: m, api-key: 12345 }").message())
                .doesNotContain("12345");
        assertThat(problem.message())
                .startsWith("'api-key' must name where a secret is kept, as env:VARIABLE")
                .doesNotContain("12345");
    }

    @Test
    void smallNumbersAreNotCutOff() {
        assertThat(bind(Small.class, "{ number: 5, bits: -1, fraction: 0.5 }"))
                .isEqualTo(new Small((short) 5, (byte) -1, 0.5f));
        assertThat(problem(Small.class, "{ number: 40000, bits: 1, fraction: 1 }")
                        .message())
                .isEqualTo("'number' must be between -32768 and 32767 but is 40000");
    }

    @Test
    void theSchemaSaysWhatTheRecordSays() {
        assertThat(SchemaOf.of(Layout.class).toString())
                .isEqualTo(
                        "{\"type\":\"object\",\"properties\":{\"columns\":{\"type\":\"integer\",\"minimum\":1,\"default\":2},"
                                + "\"wide\":{\"type\":\"boolean\",\"default\":false}},\"additionalProperties\":false}");
        assertThat(SchemaOf.of(Everything.class).path("required").toString()).isEqualTo("[\"model\"]");
    }

    @Test
    void aRecordThatNoRecipeCouldFillHasNoSchema() {
        record Unknown(Thread thread) {}
        record Endless(Optional<List<Endless>> more) {}

        assertThatThrownBy(() -> SchemaOf.of(Unknown.class)).hasMessageContaining("cannot hold java.lang.Thread");
        assertThatThrownBy(() -> SchemaOf.of(Endless.class)).hasMessageContaining("Endless holds itself");
    }

    @Test
    void defaultsAreWrittenOutAtEveryDepth() {
        Node.Mapping with = document("{ model: m, layout: { wide: true } }");

        assertThat(Defaults.fill(with.toJson(), SchemaOf.of(Everything.class))
                        .path("layout")
                        .toString())
                .isEqualTo("{\"columns\":2,\"wide\":true}");
        assertThat(Defaults.fill(document("{}").toJson(), SchemaOf.of(Everything.class))
                        .path("layout")
                        .toString())
                .isEqualTo("{\"columns\":1,\"wide\":false}");
    }

    private static Node.Mapping document(String yaml) {
        return (Node.Mapping) YamlReader.read("f.yaml", yaml.getBytes(UTF_8));
    }

    private static <R extends Record> R bind(Class<R> type, String yaml) {
        return Binder.bind(type, document(yaml), Path.of("recipes"), "with of 'x'");
    }

    private static Problem problem(Class<? extends Record> type, String yaml) {
        try {
            bind(type, yaml);
        } catch (ProblemException e) {
            return e.problems().getFirst();
        }
        throw new AssertionError("it was bound");
    }
}
