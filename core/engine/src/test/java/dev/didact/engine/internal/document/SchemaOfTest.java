package dev.didact.engine.internal.document;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class SchemaOfTest {
    private static final String PLUGIN = """
            package p;

            import dev.didact.api.*;
            import dev.didact.api.config.*;
            import dev.didact.api.grading.*;
            import java.net.URI;
            import java.nio.file.Path;
            import java.time.Duration;
            import java.util.*;

            @Contributes(id = "all", title = "All types")
            public final class Plugin implements Rubric<Plugin.Config> {
                public enum Tone { PLAIN, VERY_PLAIN }
                public record Layout(@Default("2") @Min(1) int columns, Optional<Boolean> wide) {}
                public record Config(
                    @Default("400") @Min(50) @Max(4000) int wordsPerPage, Long big, @Default("0.5") @Max(1) double share,
                    @Default("very-plain") Tone tone, @Default("[a, '5', 7]") @Max(9) List<String> tags, Set<Integer> ids,
                    @Default("{ a: 1, b: 2.5 }") Map<String, Double> weights, @Default("30s") Duration pause, @Default("./a b.md") Path path,
                    @Default("http://a:1/b?c=d") URI baseURL, Optional<SecretName> apiKey, @Default("{ wide: true }") Layout layout,
                    @Default("7") @Matches("[0-9]+") @Min(1) String text, @Default("") String empty, @Default("'{{x}}: y'") String quoted,
                    @Default("a: b # c") @Example("c") String plain, OptionalInt limit, OptionalLong most, OptionalDouble ratio,
                    @Default("[]") List<List<Tone>> nested, @Default("false") boolean flag, Map<String, Layout> layouts) {}

                public List<Criterion> criteria(Config config) { return List.of(); }
                public Grader open(Config config, Context context) { throw new IllegalStateException(); }
            }
            """;

    @TempDir
    Path folder;

    @Test
    void itIsTheSchemaThatTheAnnotationProcessorWrites() throws IOException, ClassNotFoundException {
        compile();
        JsonNode manifest =
                JsonMapper.shared().readTree(Files.readString(folder.resolve("META-INF/didact/plugin.json")));

        try (var loader = new URLClassLoader(
                new URL[] {folder.toUri().toURL()}, getClass().getClassLoader())) {
            Class<? extends Record> type =
                    Class.forName("p.Plugin$Config", false, loader).asSubclass(Record.class);

            assertThat(JsonMapper.shared().readTree(SchemaOf.of(type).toString()))
                    .isEqualTo(manifest.at("/contributes/rubrics/0/config"));
        }
    }

    private void compile() {
        List<String> options = List.of(
                "-d",
                folder.toString(),
                "-cp",
                System.getProperty("java.class.path"),
                "-processor",
                "dev.didact.processor.ContributionProcessor",
                "-Adidact.id=p",
                "-Adidact.version=1.0.0",
                "-Adidact.title=P",
                "-Adidact.licence=MIT");
        var source = new SimpleJavaFileObject(URI.create("memory:///p/Plugin.java"), JavaFileObject.Kind.SOURCE) {
            @Override
            public CharSequence getCharContent(boolean ignoreEncodingErrors) {
                return PLUGIN;
            }
        };
        assertThat(ToolProvider.getSystemJavaCompiler()
                        .getTask(null, null, null, options, null, List.of(source))
                        .call())
                .isTrue();
    }
}
