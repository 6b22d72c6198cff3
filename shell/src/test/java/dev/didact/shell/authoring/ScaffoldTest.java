package dev.didact.shell.authoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.didact.engine.Kind;
import dev.didact.shell.language.ShellError;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ScaffoldTest {
    @TempDir
    Path folder = Path.of("");

    private Path home = Path.of("");

    @BeforeEach
    void aDistribution() throws IOException {
        home = folder.resolve("my didact");
        Path parent = home.resolve("repository/dev/didact/didact-plugin-parent/9.8.7-1a2b3c4d");
        Files.createDirectories(parent);
        Files.writeString(home.resolve("LICENSE"), "licence");
    }

    private List<String> make(Kind kind, Path project) {
        return new Scaffold(kind, new PluginId("org.example.plain-words"), "plain-words", home).write(project);
    }

    @ParameterizedTest
    @EnumSource
    void everyKindHasOneContributionItsTestAndAnExample(Kind kind) throws IOException {
        Path project = folder.resolve("project");
        List<String> written = make(kind, project);

        assertThat(written)
                .contains("pom.xml", "README.md", "LICENSE", ".mvn/maven.config", ".gitignore", ".ci/run")
                .contains(".run/attach.run.xml", ".vscode/launch.json", "example/recipe.yaml");
        assertThat(written.stream().filter(file -> file.endsWith(".java")))
                .hasSize(2)
                .allMatch(file -> file.contains("/java/org/example/plainwords/PlainWords"));
        for (String file : written) {
            assertThat(Files.readString(project.resolve(file))).as(file).doesNotContain("<%", "%>");
        }
    }

    @Test
    void theProjectIsBuiltAgainstThisDistribution() throws IOException {
        make(Kind.RUBRIC, folder.resolve("project"));
        assertThat(folder.resolve("project/pom.xml"))
                .content()
                .contains(
                        "<version>9.8.7-1a2b3c4d</version>",
                        "my%20didact/repository</url>",
                        "<groupId>org.example</groupId>");
    }

    @Test
    void aFolderThatHoldsSomethingIsLeftAlone() throws IOException {
        Files.writeString(folder.resolve("mine.txt"), "mine");
        assertThatThrownBy(() -> make(Kind.RUBRIC, folder))
                .isInstanceOf(ShellError.class)
                .hasMessageContaining("is not empty");
        assertThatThrownBy(() -> make(Kind.RUBRIC, folder.resolve("mine.txt")))
                .isInstanceOf(ShellError.class)
                .hasMessageContaining("is a file");
        try (Stream<Path> there = Files.list(folder)) {
            assertThat(there.map(Path::getFileName).map(Path::toString))
                    .containsExactlyInAnyOrder("my didact", "mine.txt");
        }
    }

    @Test
    void aFolderThatGitHasBegunIsEmpty() throws IOException {
        Files.createDirectories(folder.resolve("project/.git"));
        assertThat(make(Kind.SOURCE, folder.resolve("project"))).contains("pom.xml");
    }

    @Test
    void aNameThatEndsWithItsKindIsNotSaidTwice() {
        var id = new PluginId("org.example.words-rubric");
        assertThat(new Scaffold(Kind.RUBRIC, id, "words-rubric", home).write(folder.resolve("project")))
                .contains("src/main/java/org/example/wordsrubric/WordsRubric.java");
    }
}
