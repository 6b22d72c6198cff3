package dev.didact.processor;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RequirementsTest {
    @TempDir
    Path folder;

    private static String rubric(String name, String annotation) {
        return """
            package org.example;
            import dev.didact.api.*;
            import dev.didact.api.grading.*;
            import java.util.*;
            %s
            @Contributes(id = "%s", title = "Loud")
            public class %s implements Rubric<NoConfig> {
                @Override public List<Criterion> criteria(NoConfig config) { return List.of(); }
                @Override public Grader open(NoConfig config, Context context) { return subject -> Step.done(Map.of()); }
            }
            """.formatted(annotation, name.toLowerCase(java.util.Locale.ROOT), name);
    }

    @Test
    void theManifestNamesWhatAllContributionsNeedTogether() {
        var compilation = Compilation.ofPlugin(
                folder,
                rubric("Loud", "@Requires({\"org.example.words@^1.2\", \"org.example.any\"})"),
                rubric("Quiet", "@Requires(\"org.example.words@^1.2\")"));

        assertThat(compilation.errors()).isEmpty();
        assertThat(compilation.file("META-INF/didact/plugin.json")).contains("""
                "plugins": {
                  "org.example.any": "*",
                  "org.example.words": "^1.2"
                }
            """);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "\"Words\"                          | 'Words' is no plugin with a range of versions",
                "\"org.example.words@latest\"       | write org.example.words@^1.2",
                "{\"a.b@^1.0\", \"a.b@^2.0\"}       | plugin a.b is required as ^1.0 and as ^2.0"
            })
    void whatIsNoPluginIsAnErrorAtItsClass(String required, String message) {
        assertThat(Compilation.ofPlugin(folder, rubric("Loud", "@Requires(" + required + ")"))
                        .errors())
                .singleElement()
                .asString()
                .contains(message);
        assertThat(folder.resolve("META-INF/didact")).doesNotExist();
    }

    @Test
    void aClassThatContributesNothingRequiresNothing() {
        assertThat(Compilation.ofPlugin(
                                folder, "package org.example; @dev.didact.api.Requires(\"a.b\") public class Other {}")
                        .errors())
                .singleElement()
                .asString()
                .contains("belongs on a class that carries @Contributes");
    }
}
