package dev.didact.engine.internal.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.didact.api.grading.CriterionResult.Scored;
import dev.didact.engine.PluginCard.State;
import dev.didact.engine.PluginOffer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What a plugin that lies unpacked consists of: the hash that people agree to covers all that is loaded.
class PluginFilesTest {
    private static final String ID = "org.example.polite";

    @TempDir
    Path folder;

    private Path plugins;
    private Path elsewhere;
    private FixturePlugin plugin;

    @BeforeEach
    void aPluginThatLiesElsewhere() throws IOException {
        plugins = Files.createDirectories(folder.resolve("home/plugins"));
        plugin = FixturePlugin.of(ID, "1.0.0", FixturePlugin.rubric("Polite", "", ""));
        elsewhere = plugin.unpackInto(folder.resolve("elsewhere"));
    }

    private void isRefused(String name, String... reasons) throws Exception {
        try (PluginHost host = Hosts.open(folder)) {
            assertThat(Hosts.plugin(host, name).state()).isEqualTo(State.QUARANTINED);
            assertThat(Hosts.plugin(host, name).reason()).contains(reasons);
            assertThatThrownBy(() -> new Installer(host, _ -> {}).offer(plugins.resolve(name)))
                    .hasMessageContainingAll(reasons);
        }
    }

    private static void pipe(Path path) throws Exception {
        assumeTrue(new ProcessBuilder("mkfifo", path.toString()).start().waitFor() == 0, "this system has no pipes");
    }

    @Test
    void aFolderBehindALinkHasTheHashOfItsFiles() throws Exception {
        Files.createSymbolicLink(plugins.resolve("linked"), elsewhere);
        String before;
        try (PluginHost host = Hosts.open(folder)) {
            before = Hosts.plugin(host, ID).sha256();
            assertThat(before).isEqualTo(Archive.read(elsewhere).sha256());
            assertThat(Hosts.grade(host, "polite").get("polite")).isInstanceOf(Scored.class);
        }
        Files.writeString(elsewhere.resolve("classes/notes"), "changed");
        try (PluginHost host = Hosts.open(folder)) {
            assertThat(Hosts.plugin(host, ID).sha256()).isNotEqualTo(before);
        }
    }

    @Test
    void aFolderBehindALinkIsInstalledAsItIs() throws Exception {
        Path link = Files.createSymbolicLink(folder.resolve("link"), elsewhere);
        try (PluginHost host = Hosts.open(folder)) {
            var installer = new Installer(host, _ -> {});
            PluginOffer offer = installer.offer(link);
            assertThat(installer.install(offer).sha256())
                    .isEqualTo(Archive.read(elsewhere).sha256());
            assertThat(Hosts.grade(host, "polite").get("polite")).isInstanceOf(Scored.class);
        }
    }

    @Test
    void filesThatChangedAfterTheyWereReadAreNotLoaded() throws Exception {
        plugin.unpackInto(plugins.resolve("unpacked"));
        try (PluginHost host = Hosts.open(folder)) {
            Hosts.plugin(host, ID);
            Files.writeString(plugins.resolve("unpacked/classes/notes"), "changed");
            assertThatThrownBy(() -> Hosts.grade(host, "polite"))
                    .hasMessageContaining("its files changed after they were read");
        }
    }

    @Test
    void aLinkAmongTheFilesIsNamedBeforeAnybodyAgrees() throws Exception {
        Path unpacked = plugin.unpackInto(plugins.resolve("unpacked"));
        Files.move(unpacked.resolve("classes"), folder.resolve("classes"));
        Files.createSymbolicLink(unpacked.resolve("classes"), folder.resolve("classes"));

        isRefused("unpacked", "its entry 'classes' is a symbolic link", "put the file itself there");
    }

    @Test
    void aLinkThatIsPutIntoTheStoreIsFoundBeforeItsClassesAreLoaded() throws Exception {
        try (PluginHost host = Hosts.open(folder)) {
            var installer = new Installer(host, _ -> {});
            installer.install(installer.offer(elsewhere));
            Path stored =
                    folder.resolve("home/store").resolve(Hosts.plugin(host, ID).sha256());
            Files.createSymbolicLink(stored.resolve("lib"), Files.createDirectories(folder.resolve("jars")));
        }
        try (PluginHost host = Hosts.open(folder)) {
            assertThatThrownBy(() -> Hosts.grade(host, "polite")).hasMessageContaining("not those that were installed");
        }
    }

    @Test
    void aPipeIsNoArchiveAndNobodyWaitsForIt() throws Exception {
        pipe(plugins.resolve("pipe.zip"));

        isRefused("pipe.zip", "it is neither a file nor a folder");
    }

    @Test
    void aPipeAmongTheFilesIsNamed() throws Exception {
        Path unpacked = plugin.unpackInto(plugins.resolve("unpacked"));
        pipe(unpacked.resolve("classes/notes"));

        isRefused("unpacked", "its entry 'classes/notes' is neither a file nor a folder");
    }

    @Test
    void aLibraryThatIsNoJarIsNamedBeforeThePluginIsInUse() throws Exception {
        Path bad = plugin.with("lib/words.jar", "no jar").zipInto(folder, "bad.zip");
        String[] reasons = {"its lib/words.jar is not a whole jar of 6 bytes", "build it again"};
        try (PluginHost host = Hosts.open(folder)) {
            var installer = new Installer(host, _ -> {});
            PluginOffer offer = installer.offer(bad);
            assertThatThrownBy(() -> installer.install(offer)).hasMessageContainingAll(reasons);
            assertThat(host.chosen(ID)).isEmpty();
        }
        assertThat(Verification.of(bad, _ -> true).findings())
                .anySatisfy(finding -> assertThat(finding.toString()).contains(reasons));
    }

    @Test
    void aNameIsMeasuredInTheBytesThatADiskCounts() throws Exception {
        plugin.with("classes/" + "ü".repeat(101), "a").zipInto(plugins, "long.zip");
        isRefused("long.zip", "is longer than 200 bytes");

        String deep = "d".repeat(199) + "/";
        FixturePlugin.of(ID, "1.0.0", FixturePlugin.rubric("Polite", "", ""))
                .with(deep.repeat(11) + "file", "a")
                .zipInto(plugins, "long.zip");
        isRefused("long.zip", "lies in folders whose names are longer than 2000 bytes");
    }

    @Test
    void otherContentUnderTheVersionThatIsInUseNeedsConsent() throws Exception {
        try (PluginHost host = Hosts.open(folder)) {
            var installer = new Installer(host, _ -> {});
            installer.install(installer.offer(elsewhere));
            assertThat(installer.offer(elsewhere).asks()).isFalse();

            Files.write(elsewhere.resolve("classes/notes"), "changed".getBytes(StandardCharsets.UTF_8));
            assertThat(installer.offer(elsewhere).asks()).isTrue();
        }
    }
}
