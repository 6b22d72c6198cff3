package dev.didact.processor;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ManifestTest {
    @TempDir
    Path folder;

    private static final String ESSAY = """
        package org.example;
        import dev.didact.api.*;
        import dev.didact.api.config.*;
        import dev.didact.api.data.Sample;
        import java.net.URI;
        import java.nio.file.Path;
        import java.time.Duration;
        import java.util.*;
        @Contributes(id = "essay", title = "Essay from a passage", description = "Writes \\"essays\\".", stability = Stability.STABLE)
        public final class Essay implements Generator<Essay.Config> {
            public Essay() {}
            public enum Tone { PLAIN, VERY_FORMAL }
            /// How an essay is written.
            ///
            /// @param words target length of one essay,
            ///     in words
            /// @param tones which tones
            ///     to draw from
            public record Config(
                    @Default("400") @Min(50) @Max(4000) int words,
                    @Default("[plain, very-formal]") @Min(1) List<Tone> tones,
                    @Example("outline.md") Optional<Path> outline,
                    @Default("30s") Duration limit,
                    Layout layoutOfText,
                    @Default("{ a: 1.5 }") Map<String, Double> weights,
                    @Default("plain, with a comma") @Matches("[a-z, ]+") String note,
                    OptionalInt seats,
                    URI page,
                    SecretName key,
                    @Default("true") boolean strict) {}
            /**
             * How it is laid out.
             *
             * @param columns how many {@code columns}
             */
            public record Layout(@Default("2") int columns) {}
            @Override public Session open(Config config, Context context) {
                return job -> Step.done(List.of(Sample.of("", "")));
            }
        }
        """;

    @Test
    void aContributionIsKnownWithItsConfiguration() {
        var compilation = Compilation.ofPlugin(folder, ESSAY);

        assertThat(compilation.errors()).isEmpty();
        assertThat(compilation.file("META-INF/didact/plugin.json")).isEqualTo("""
            {
              "schema": 1,
              "id": "org.example.essays",
              "version": "1.2.0",
              "title": "Essays",
              "licence": "Apache-2.0",
              "support": "https://example.org/essays/issues",
              "requires": {
                "didactApi": "^0.1",
                "java": ">=25"
              },
              "contributes": {
                "generators": [{
                    "id": "essay",
                    "class": "org.example.Essay",
                    "title": "Essay from a passage",
                    "description": "Writes \\"essays\\".",
                    "stability": "stable",
                    "config": {
                      "type": "object",
                      "properties": {
                        "words": {
                          "type": "integer",
                          "description": "target length of one essay, in words",
                          "minimum": 50,
                          "maximum": 4000,
                          "default": 400
                        },
                        "tones": {
                          "type": "array",
                          "description": "which tones to draw from",
                          "items": {
                            "type": "string",
                            "enum": ["plain", "very-formal"]
                          },
                          "minItems": 1,
                          "default": ["plain", "very-formal"]
                        },
                        "outline": {
                          "type": "string",
                          "format": "path",
                          "examples": ["outline.md"]
                        },
                        "limit": {
                          "type": "string",
                          "format": "duration",
                          "default": "30s"
                        },
                        "layout-of-text": {
                          "type": "object",
                          "properties": {
                            "columns": {
                              "type": "integer",
                              "description": "how many columns",
                              "default": 2
                            }
                          },
                          "additionalProperties": false
                        },
                        "weights": {
                          "type": "object",
                          "additionalProperties": {
                            "type": "number"
                          },
                          "default": {
                            "a": 1.5
                          }
                        },
                        "note": {
                          "type": "string",
                          "pattern": "^(?:[a-z, ]+)$",
                          "default": "plain, with a comma"
                        },
                        "seats": {
                          "type": "integer"
                        },
                        "page": {
                          "type": "string",
                          "format": "uri"
                        },
                        "key": {
                          "type": "string",
                          "format": "secret"
                        },
                        "strict": {
                          "type": "boolean",
                          "default": true
                        }
                      },
                      "required": ["layout-of-text", "page", "key"],
                      "additionalProperties": false
                    }
                  }]
              }
            }
            """);
        assertThat(compilation.file("META-INF/extensions.idx")).isEqualTo("org.example.Essay\n");
        assertThat(compilation.file("META-INF/didact/plugin.properties"))
                .isEqualTo("plugin.id=org.example.essays\nplugin.version=1.2.0\nplugin.requires=^0.1\n");
    }

    @Test
    void aGenericBaseClassLeadsToTheConfiguration() {
        var compilation = Compilation.ofPlugin(folder, """
            package org.example;
            import dev.didact.api.*;
            import java.util.*;
            public abstract class Base<A, B extends Record> implements Rubric<B> {
                @Override public List<dev.didact.api.grading.Criterion> criteria(B config) { return List.of(); }
                @Override public Grader open(B config, Context context) { return subject -> Step.done(Map.of()); }
            }
            """, """
            package org.example;
            import dev.didact.api.*;
            @Contributes(id = "loud", title = "Loud")
            public final class Loud extends Base<String, Loud.Config> {
                public record Config(int volume) {}
            }
            """);

        assertThat(compilation.errors()).isEmpty();
        assertThat(compilation.file("META-INF/didact/plugin.json"))
                .contains("\"rubrics\"", "\"volume\"", "\"preview\"");
    }

    @Test
    void aPluginWithoutContributionsHasAManifestAndAnEmptyIndex() {
        var compilation = Compilation.ofPlugin(folder, "package org.example;\npublic final class Nothing {}\n");

        assertThat(compilation.errors()).isEmpty();
        assertThat(compilation.file("META-INF/didact/plugin.json")).contains("\"contributes\": {}");
        assertThat(compilation.file("META-INF/extensions.idx")).isEmpty();
    }

    @Test
    void codeThatIsNoPluginGetsNoManifest() {
        var compilation = Compilation.of(folder, List.of(), "package org.example;\npublic final class Nothing {}\n");

        assertThat(compilation.errors()).isEmpty();
        assertThat(folder.resolve("META-INF")).doesNotExist();
    }
}
