package dev.didact.shell.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.didact.shell.endtoend.Didact.Outcome;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// From nothing to a plugin that is installed and at work: the project of each kind is made, built offline with its
/// tests, installed, and its example run. `-Pevery-scaffold` takes all six kinds, an ordinary build one.
@Tag("distribution")
@DisabledOnOs(OS.WINDOWS)
@Timeout(value = 15, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class ScaffoldEndToEndTest {
    @TempDir
    static Path repository;

    @TempDir
    Path folder;

    @BeforeAll
    static void thereIsAMaven() {
        Maven.assumeThere();
    }

    static List<String> kinds() {
        return List.of(System.getProperty("didact.scaffolds", "rubric").split(",", -1));
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void aNewPluginBuildsAndWorks(String kind) throws Exception {
        String name = "my-" + kind;
        Path project = folder.resolve(name);
        var maven = new Maven(repository);
        var didact = new Didact(folder, "workspace");

        succeeds(didact.run("plugin", "new", kind, "org.example." + name, "--dir", name));
        maven.holdsWhatIsNoDidact(versionOfDidact(project));
        maven.run(project, "verify");
        assertThat(project.resolve("target/org.example." + name + "-0.1.0.zip")).exists();
        assertThat(Files.readString(project.resolve("README.md"))).contains(table(project));

        assertThat(succeeds(didact.run("plugin", "install", name, "--yes", "-o", "json")))
                .contains("\"resolved\"");
        String finished = succeeds(didact.run("run", name + "/example/recipe.yaml", "-o", "jsonl"));
        assertThat(finished).contains("\"status\":\"completed\"").doesNotContain("\"accepted\":0,\"heldOut\"");
        switch (kind) {
            case "rubric" -> {
                gradesItsAnswers(didact, name);
                isBuiltAgainWhenThatDidactIsGone(maven, project);
                isLoadedAgainAtEachBuild(didact, maven, project);
            }
            case "exporter" -> {
                succeeds(didact.run("export", "1", "--to", "page", "--format", name));
                assertThat(folder.resolve("page/samples.md")).content().contains("## 1/1, accepted");
            }
            default -> {}
        }
    }

    /// The version that all builds of it share.
    private static String versionOfDidact(Path project) throws IOException {
        Matcher exact = Pattern.compile("<version>(.*)-[0-9a-f]{8}</version>")
                .matcher(Files.readString(project.resolve("pom.xml")));
        assertThat(exact.find()).isTrue();
        return exact.group(1);
    }

    private static void gradesItsAnswers(Didact didact, String name) throws IOException, InterruptedException {
        String graded = succeeds(didact.run("grade", name + "/example/answers.jsonl", "--rubric", name, "-o", "jsonl"));
        assertThat(graded)
                .contains(
                        "\"id\":\"plain\",\"line\":1,\"verdict\":\"accepted\"",
                        "\"id\":\"empty\",\"line\":2,\"verdict\":\"rejected\"");
    }

    private static void isBuiltAgainWhenThatDidactIsGone(Maven maven, Path project) throws Exception {
        Path pom = project.resolve("pom.xml");
        Files.writeString(
                pom, Files.readString(pom).replaceFirst("(<url>file:.*)/repository</url>", "$1/another</url>"));
        assertThat(pom).content().contains("/another</url>");
        maven.run(project, "test-compile");
    }

    /// Turns what the rubric finds into its opposite and gives it a library, while `plugin dev` looks on.
    private static void isLoadedAgainAtEachBuild(Didact didact, Maven maven, Path project) throws Exception {
        Process process = didact.follow("plugin", "dev", project.toString(), "-o", "jsonl");
        try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
            assertThat(lines.readLine()).contains("\"type\":\"loaded\"", "\"before\":null", "rejected by my-rubric");
            Path source = project.resolve("src/main/java/org/example/myrubric/MyRubric.java");
            Files.writeString(
                    source,
                    Files.readString(source).replace("found.size() <= config.most()", "found.size() > config.most()"));
            maven.run(project, "compile");
            String line = lines.readLine();
            while (line != null && !line.contains("\"after\":\"accepted")) {
                line = lines.readLine();
            }
            assertThat(line).contains("\"before\":\"rejected by my-rubric  0.00\",\"after\":\"accepted  1.00\"");
            Path library = project.resolve("words.jar");
            try (var jar = new JarOutputStream(Files.newOutputStream(library))) {
                jar.putNextEntry(new JarEntry("words"));
            }
            Files.move(
                    library,
                    Files.createDirectories(project.resolve("target/plugin/lib"))
                            .resolve("words.jar"));
            assertThat(lines.readLine()).contains("\"type\":\"loaded\"", "\"changes\":[]");
        } finally {
            process.destroy();
        }
        assertThat(process.waitFor()).isEqualTo(130);
    }

    /// The table of the README, of what the processor wrote into the manifest.
    private static String table(Path project) throws IOException {
        JsonNode manifest = JsonMapper.shared()
                .readTree(Files.readString(project.resolve("target/classes/META-INF/didact/plugin.json")));
        JsonNode config = manifest.path("contributes")
                .iterator()
                .next()
                .path(0)
                .path("config")
                .path("properties");
        StringBuilder rows = new StringBuilder("| Key | Default | Means |\n|---|---|---|\n");
        for (Map.Entry<String, JsonNode> key : config.properties()) {
            rows.append("| `")
                    .append(key.getKey())
                    .append("` | `")
                    .append(text(key.getValue().path("default")));
            rows.append("` | ").append(key.getValue().path("description").asString());
            rows.append(bounds(key.getValue())).append(" |\n");
        }
        return rows.toString();
    }

    private static String text(JsonNode value) {
        return value.isString()
                ? value.asString()
                : value.toString().replace("\"", "").replace(",", ", ");
    }

    private static String bounds(JsonNode key) {
        if (key.has("maxLength")) {
            return "; " + key.path("minLength").asInt() + " to "
                    + key.path("maxLength").asInt() + " characters";
        }
        return key.has("maximum")
                ? "; " + key.path("minimum").asInt() + " to "
                        + key.path("maximum").asInt()
                : "";
    }

    private static String succeeds(Outcome outcome) {
        assertThat(outcome.exit()).as(String.join("\n", outcome.err())).isZero();
        return outcome.text();
    }
}
