package dev.didact.engine.internal.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.didact.engine.PluginCard;
import dev.didact.engine.PluginCard.State;
import dev.didact.engine.ProblemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What the build of a project made is used without an archive, and in place of what was installed.
class DevelopTest {
    private static final String ID = "org.example.polite";
    private static final String YES = "";
    private static final String THROWS = "if (true) throw new IllegalStateException(\"not yet\");";

    @TempDir
    Path folder;

    private Path project() {
        return folder.resolve("project");
    }

    private static FixturePlugin plugin(String version, String members, String grade) {
        return FixturePlugin.of(ID, version, FixturePlugin.rubric("Polite", members, grade));
    }

    private void build(FixturePlugin plugin) {
        plugin.buildInto(project());
    }

    private PluginCard develop(PluginHost host) {
        return new Installer(host, _ -> {}).develop(project());
    }

    @Test
    void whatIsDevelopedIsUsedInPlaceOfWhatIsInstalledAndEachBuildInPlaceOfTheOneBefore() throws Exception {
        try (PluginHost host = Hosts.open(folder)) {
            var installer = new Installer(host, _ -> {});
            installer.install(installer.offer(plugin("2.0.0", "", YES).zipInto(folder, "polite.zip")));
            build(plugin("1.0.0", "", THROWS));

            assertThat(develop(host).version()).isEqualTo("1.0.0");
            assertThat(Hosts.plugin(host, ID).version()).isEqualTo("1.0.0");
            assertThatThrownBy(() -> Hosts.grade(host, "polite")).hasMessageContaining("Polite.java");

            build(plugin("1.0.0", "", YES));
            develop(host);
            assertThat(Hosts.grade(host, "polite")).containsOnlyKeys("polite");
            host.settle();
            assertThat(Hosts.plugin(host, ID).state()).isEqualTo(State.ACTIVE);
        }
        try (PluginHost later = Hosts.open(folder)) {
            assertThat(Hosts.plugin(later, ID).version()).isEqualTo("2.0.0");
        }
    }

    @Test
    void aBuildThatDoesNotWorkLeavesTheOneBeforeInUse() throws Exception {
        try (PluginHost host = Hosts.open(folder)) {
            build(plugin("1.0.0", "", YES));
            develop(host);
            build(plugin("1.0.0", "public Polite() { throw new IllegalStateException(\"broken\"); }", YES));

            assertThatThrownBy(() -> develop(host))
                    .isInstanceOf(ProblemException.class)
                    .hasMessageContaining("broken");
            assertThat(Hosts.grade(host, "polite")).containsOnlyKeys("polite");
        }
    }

    @Test
    void whatIsLoadedDoesNotChangeUnderTheHandsOfTheNextBuild() throws Exception {
        try (PluginHost host = Hosts.open(folder)) {
            build(plugin(
                    "1.0.0",
                    "static final class Later { static String word() { return \"late\"; } }",
                    "Later.word();"));
            develop(host);
            try (Stream<Path> classes = Files.walk(project().resolve("target/classes"))) {
                for (Path file : classes.filter(Files::isRegularFile).toList()) {
                    Files.delete(file);
                }
            }
            assertThat(Hosts.grade(host, "polite")).containsOnlyKeys("polite");
        }
    }

    @Test
    void aProjectThatWasNotBuiltIsRefusedWithWhatToDo() {
        try (PluginHost host = Hosts.open(folder)) {
            assertThatThrownBy(() -> develop(host))
                    .isInstanceOf(ProblemException.class)
                    .hasMessageContaining("build the project");
        }
    }

    @Test
    void itsLibrariesAreThoseThatThePluginParentPutsBesideItsClasses() throws Exception {
        build(plugin("1.0.0", "", YES));
        Path library = project().resolve("target/plugin/lib/words.jar");
        Files.createDirectories(library.getParent());
        Files.write(library, new byte[] {1, 2, 3});

        Path staged = ProjectOutput.stage(project());

        assertThat(staged.resolve("lib/words.jar")).hasBinaryContent(new byte[] {1, 2, 3});
        assertThat(staged.resolve("classes/META-INF/didact")).doesNotExist();
        assertThat(List.of(ProjectOutput.stage(project()))).containsExactly(staged);
    }
}
