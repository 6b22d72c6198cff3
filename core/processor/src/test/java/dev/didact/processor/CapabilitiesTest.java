package dev.didact.processor;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CapabilitiesTest {
    @TempDir
    Path folder;

    private static String rubric(String name, String annotation) {
        return """
            package org.example;
            import dev.didact.api.*;
            import dev.didact.api.config.*;
            import dev.didact.api.grading.*;
            import java.util.*;
            %s
            @Contributes(id = "%s", title = "Loud")
            public class %s implements Rubric<%s.Config> {
                public record Config(@Default("words.txt") java.nio.file.Path wordList) {}
                @Override public List<Criterion> criteria(Config config) { return List.of(); }
                @Override public Grader open(Config config, Context context) { return subject -> Step.done(Map.of()); }
            }
            """.formatted(annotation, name.toLowerCase(java.util.Locale.ROOT), name, name);
    }

    @Test
    void theManifestSaysWhatAllContributionsSayTogether() {
        var compilation = Compilation.ofPlugin(
                folder,
                rubric(
                        "Loud",
                        "@Capabilities(network = {\"b.example.com:443\", \"a.example.com:8443\"},"
                                + " reads = \"word-list\", processes = true, reason = \"looks up citations\")"),
                rubric("Plain", ""),
                rubric(
                        "Quiet",
                        "@Capabilities(network = \"b.example.com:443\", secrets = \"env:EXAMPLE_KEY\","
                                + " nativeCode = true, reason = \"asks a service\")"));

        assertThat(compilation.errors()).isEmpty();
        assertThat(compilation.file("META-INF/didact/plugin.json")).contains("""
              "capabilities": {
                "network": ["a.example.com:8443", "b.example.com:443"],
                "secrets": ["env:EXAMPLE_KEY"],
                "files": {
                  "read": ["${config.word-list}"]
                },
                "native": true,
                "processes": true,
                "reason": "asks a service; looks up citations"
              },
              "contributes": {
            """);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "network = \"https://a.example.com\", reason = \"r\" | is no host and port; write api.example.com:443",
                "network = \"*.example.com:443\", reason = \"r\"     | without *",
                "network = \"A.example.com:443\", reason = \"r\"     | in small letters",
                "network = \"a.example.com:0\", reason = \"r\"       | must be 1 to 65535",
                "network = \"a.example.com:65536\", reason = \"r\"   | must be 1 to 65535",
                "secrets = \"sk-123\", reason = \"r\"                | write env:VARIABLE, never its value",
                "reads = \"wordList\", reason = \"r\"                | no contribution has a setting 'wordList'",
                "processes = true, reason = \" \"                    | needs a reason"
            })
    void whatNoHostCouldGrantIsAnErrorAtItsClass(String declared, String message) {
        var compilation = Compilation.ofPlugin(folder, rubric("Loud", "@Capabilities(" + declared + ")"));

        assertThat(compilation.errors())
                .singleElement()
                .asString()
                .startsWith("8: ")
                .contains(message);
        assertThat(folder.resolve("META-INF/didact")).doesNotExist();
    }

    @Test
    void aClassThatContributesNothingDeclaresNothing() {
        assertThat(Compilation.ofPlugin(
                                folder,
                                "package org.example; @dev.didact.api.Capabilities(reason = \"r\") public class Other {}")
                        .errors())
                .singleElement()
                .asString()
                .contains("belongs on a class that carries @Contributes");
    }
}
