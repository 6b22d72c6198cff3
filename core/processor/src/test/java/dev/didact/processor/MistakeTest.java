package dev.didact.processor;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MistakeTest {
    @TempDir
    Path folder;

    /// A rubric with this head, this configuration record and further members.
    private static String rubric(String head, String components, String members) {
        return """
            package org.example;
            import dev.didact.api.*;
            import dev.didact.api.config.*;
            import dev.didact.api.grading.*;
            import java.util.*;
            import java.time.Duration;
            @Contributes(id = "loud", title = "Loud")
            %s
                public record Config(
                    %s) {}
                %s
                @Override public List<Criterion> criteria(Config config) { return List.of(); }
                @Override public Grader open(Config config, Context context) { return subject -> Step.done(Map.of()); }
            }
            """.formatted(head, components, members);
    }

    private static final String HEAD = "public class Loud implements Rubric<Loud.Config> {";

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "@Default(\"many\") int n                     | a whole number is wanted, not 'many'",
                "@Default(\"3\") @Min(5) int n                | it is below @Min(5.0)",
                "@Default(\"2.5\") int n                      | a whole number is wanted, not '2.5'",
                "@Default(\"yes\") boolean n                  | true or false is wanted, not 'yes'",
                "@Default(\"[a, b\") List<String> n           | it ends too early",
                "@Default(\"a\") List<String> n               | a list is wanted: [a, b]",
                "@Default(\"[]\") @Min(1) List<String> n      | it is below @Min(1.0)",
                "@Default(\"soon\") Duration n                | a duration is written 500ms, 30s, 5m or 2h",
                "@Default(\"sk-123\") SecretName n            | a secret is named as env:VARIABLE",
                "@Default(\"X\") @Matches(\"[a-z]\") String n | it does not match ^(?:[a-z])$",
                "@Default(\"last\") Loud.Place n              | it must be one of [first, in-between]",
                "@Default(\"{ b: 1 }\") Loud.Inner n          | there is no 'b', only [a]",
                "@Default(\"1\") Optional<Integer> n          | take @Default or Optional away",
                "@Example(\"many\") int n                     | @Example(\"many\") does not fit: a whole number",
                "@Matches(\"(\") String n                     | @Matches: ",
                "@Matches(\"a\") int n                        | @Matches is for texts only",
                "@Min(1) Duration n                           | @Min bounds numbers, texts, lists, sets and maps only",
                "Object n                                     | a configuration cannot hold java.lang.Object",
                "Map<Integer, String> n                       | the keys of a map must be String but are"
                        + " java.lang.Integer",
                "Optional<Loud.Config> n                      | record Config holds itself"
            })
    void aComponentThatNoRecipeCouldFollowIsAnErrorAtItsLine(String component, String message) {
        var compilation = Compilation.ofPlugin(
                folder,
                rubric(HEAD, component, "public enum Place { FIRST, IN_BETWEEN }\npublic record Inner(int a) {}"));

        assertThat(compilation.errors())
                .singleElement()
                .asString()
                .matches("(9|10): (?s:.)*")
                .contains(message);
        assertThat(folder.resolve("META-INF/didact")).doesNotExist();
    }

    @Test
    void aClassThatTheHostCannotMakeIsAnErrorThatSaysTheCure() {
        assertThat(errors(rubric(HEAD, "int n", "private Loud() {}")))
                .contains("has no public constructor without parameters");
        assertThat(errors(rubric("public abstract class Loud implements Rubric<Loud.Config> {", "int n", "")))
                .contains("is abstract");
        assertThat(errors("""
            package org.example;
            public class Loud {
                @dev.didact.api.Contributes(id = "hidden", title = "Hidden")
                static class Hidden {}
            }
            """)).startsWith("4: ").contains("make Hidden public");
        assertThat(
                        errors(
                                "package org.example; @dev.didact.api.Contributes(id = \"x\", title = \"X\") public enum X { A }"))
                .contains("belongs on a class");
    }

    @Test
    void aClassImplementsExactlyOneKind() {
        assertThat(
                        errors(
                                "package org.example; @dev.didact.api.Contributes(id = \"x\", title = \"X\") public class X {}"))
                .contains("exactly one of")
                .endsWith("implements none");
        assertThat(errors("""
            package org.example;
            import dev.didact.api.*;
            @Contributes(id = "both", title = "Both")
            public class Both implements Generator<NoConfig>, Exporter<NoConfig> {
                @Override public Generator.Session open(NoConfig config, Context context) { throw new IllegalStateException(); }
                @Override public Exporter.Writer open(NoConfig config, java.nio.file.Path folder, Context context) {
                    throw new IllegalStateException();
                }
            }
            """)).contains("implements Generator and Exporter");
    }

    @Test
    void idsAreNamesForARecipeAndUniqueWithinTheirKind() {
        String loud = rubric(HEAD, "int n", "");
        assertThat(errors(loud.replace("id = \"loud\"", "id = \"Loud!\""))).contains("'Loud!' is no name for a recipe");
        assertThat(errors(loud.replace("title = \"Loud\"", "title = \" \""))).contains("needs a title");
        assertThat(errors(loud, loud.replace("Loud", "Louder"))).contains("two rubrics with the id 'loud'");
    }

    @Test
    void aPluginNeedsIdAndVersion() {
        String loud = rubric(HEAD, "int n", "");
        assertThat(Compilation.of(folder, List.of(), loud).errors())
                .singleElement()
                .asString()
                .contains("-Adidact.id= is no id of a plugin");
        assertThat(Compilation.of(folder, List.of("-Adidact.id=a", "-Adidact.version=${project.version}"), loud)
                        .errors())
                .singleElement()
                .asString()
                .contains("is no version; write three numbers");
    }

    private String errors(String... sources) {
        return String.join("\n", Compilation.ofPlugin(folder, sources).errors());
    }
}
