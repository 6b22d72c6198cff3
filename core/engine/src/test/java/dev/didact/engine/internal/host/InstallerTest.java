package dev.didact.engine.internal.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.didact.api.grading.CriterionResult.Scored;
import dev.didact.engine.ContributionCard;
import dev.didact.engine.Kind;
import dev.didact.engine.Place;
import dev.didact.engine.PluginCard;
import dev.didact.engine.PluginCard.State;
import dev.didact.engine.PluginOffer;
import dev.didact.engine.ProblemException;
import dev.didact.engine.internal.journal.JournalIo;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Plugins come and go while a host is open, each change as a whole or not at all.
class InstallerTest {
    private static final String ID = "org.example.polite";

    @TempDir
    Path folder;

    private Path archive(String version) {
        return archive(version, "");
    }

    private Path archive(String version, String members) {
        return FixturePlugin.of(ID, version, FixturePlugin.rubric("Polite", members, ""))
                .zipInto(folder, "polite-" + version + ".zip");
    }

    private static Installer installer(PluginHost host) {
        return new Installer(host, _ -> {});
    }

    private static PluginCard install(PluginHost host, Path archive) {
        Installer installer = installer(host);
        return installer.install(installer.offer(archive));
    }

    private static String version(PluginHost host) {
        return Hosts.rubric(host, "polite").version();
    }

    @Test
    void aPluginWorksAsSoonAsItIsInstalled() throws Exception {
        try (PluginHost host = Hosts.open(folder)) {
            assertThat(install(host, archive("1.0.0")).state()).isEqualTo(State.RESOLVED);

            assertThat(Hosts.grade(host, "polite").get("polite")).isInstanceOf(Scored.class);
            Path stored =
                    folder.resolve("home/store").resolve(Hosts.plugin(host, ID).sha256());
            assertThat(stored.resolve(Archive.MANIFEST)).isRegularFile();
        }
        try (PluginHost host = Hosts.open(folder)) {
            assertThat(version(host)).isEqualTo("1.0.0");
        }
    }

    @Test
    void whatIsInstalledIsListedWithoutItsFilesAndItsSchemasAreReadFromThem() throws Exception {
        try (PluginHost host = Hosts.open(folder)) {
            install(host, archive("1.0.0"));
        }
        try (PluginHost host = Hosts.open(folder)) {
            assertThat(Hosts.rubric(host, "polite").config().path("type").asString())
                    .isEqualTo("object");
        }
        try (PluginHost host = Hosts.open(folder)) {
            PluginCard plugin = Hosts.plugin(host, ID);
            Files.delete(folder.resolve("home/store").resolve(plugin.sha256()).resolve(Archive.MANIFEST));

            assertThat(version(host)).isEqualTo("1.0.0");
            assertThat(plugin.contributions()).extracting(ContributionCard::id).containsExactly("polite");
            assertThatThrownBy(() -> Hosts.rubric(host, "polite").config())
                    .isInstanceOf(ProblemException.class)
                    .hasMessageContaining("install polite-1.0.0.zip again");
        }
    }

    @Test
    void anUnpackedPluginAndTheFolderOfABuiltProjectAreInstalledLikeAnArchive() throws Exception {
        FixturePlugin plugin = FixturePlugin.of(ID, "1.0.0", FixturePlugin.rubric("Polite", "", ""));
        Path unpacked = plugin.unpackInto(folder.resolve("unpacked"));
        plugin.zipInto(folder.resolve("project/target"), "polite.zip");
        try (PluginHost host = Hosts.open(folder)) {
            install(host, unpacked);
            assertThat(Hosts.grade(host, "polite").get("polite")).isInstanceOf(Scored.class);

            install(host, folder.resolve("project"));
            assertThat(Hosts.grade(host, "polite").get("polite")).isInstanceOf(Scored.class);
        }
    }

    @Test
    void whatComesWithDidactCannotBeRolledBackOrRemovedAndSaysWhatCan() throws Exception {
        FixturePlugin.of(ID, "1.0.0", FixturePlugin.rubric("Polite", "", ""))
                .zipInto(folder.resolve("plugins"), "polite.zip");
        FixturePlugin.of("org.example.mine", "1.0.0", FixturePlugin.rubric("Mine", "", ""))
                .zipInto(folder.resolve("home/plugins"), "mine.zip");
        try (PluginHost host = Hosts.open(folder)) {
            assertThatThrownBy(() -> installer(host).rollback(ID))
                    .hasMessage("plugin " + ID + " was not installed, it comes with Didact; there is no version to go"
                            + " back to; `plugin install FILE` puts another version in its place");
            assertThatThrownBy(() -> installer(host).remove(ID))
                    .hasMessage("plugin " + ID + " was not installed, it comes with Didact; `plugin disable " + ID
                            + "` takes it out of use");
            assertThatThrownBy(() -> installer(host).rollback("org.example.mine"))
                    .hasMessageStartingWith(
                            "plugin org.example.mine was not installed, it lies in a folder of plugins; ");
            assertThatThrownBy(() -> installer(host).rollback("org.example.none"))
                    .hasMessageStartingWith("no plugin 'org.example.none' is installed");
            install(host, archive("1.1.0"));
            installer(host).remove(ID);
            assertThatThrownBy(() -> installer(host).rollback(ID)).hasMessageContaining("it comes with Didact");
            install(
                    host,
                    FixturePlugin.of("org.example.gone", "1.0.0", FixturePlugin.rubric("Gone", "", ""))
                            .zipInto(folder, "gone.zip"));
            installer(host).remove("org.example.gone");
            assertThatThrownBy(() -> installer(host).rollback("org.example.gone"))
                    .hasMessage("plugin org.example.gone was removed; `plugin install FILE` puts it back");
        }
    }

    @Test
    void updateRollbackDisableEnableAndRemoveHoldForWhatComesAfter() throws Exception {
        Path first = archive("1.0.0");
        Path second = archive("1.1.0");
        Files.setLastModifiedTime(second, FileTime.from(Instant.EPOCH));
        try (PluginHost host = Hosts.open(folder);
                PluginHost anotherProcess = Hosts.open(folder)) {
            Installer installer = installer(host);
            install(host, first);
            install(host, second);
            assertThat(version(host)).isEqualTo("1.1.0");
            assertThat(version(anotherProcess)).isEqualTo("1.1.0");
            assertThat(installer.rollback(ID).version()).isEqualTo("1.0.0");
            assertThat(version(anotherProcess)).isEqualTo("1.0.0");
            assertThat(installer.rollback(ID).version()).isEqualTo("1.1.0");

            assertThat(installer.disable(ID).state()).isEqualTo(State.DISABLED);
            assertThatThrownBy(() -> anotherProcess
                            .catalog()
                            .find(Kind.RUBRIC, "polite", Optional.of(new Place("recipe.yaml", 5, 14, 6))))
                    .hasMessage("recipe.yaml:5:14: plugin " + ID + "@1.1.0 is disabled; `plugin enable " + ID
                            + "` takes it back into use");
            assertThat(installer.enable(ID).state()).isEqualTo(State.RESOLVED);
            assertThat(version(host)).isEqualTo("1.1.0");

            installer.remove(ID);
            assertThat(host.catalog().plugins()).extracting(PluginCard::id).doesNotContain(ID);
            assertThatThrownBy(() -> version(anotherProcess)).hasMessageContaining("no rubric 'polite'");
            assertThatThrownBy(() -> installer.remove(ID)).hasMessageContaining("no plugin '" + ID + "' is installed");
        }
    }

    @Test
    void anInstalledVersionGoesBeforeANewerOneThatOnlyLiesThere() throws Exception {
        FixturePlugin.of(ID, "2.0.0", FixturePlugin.rubric("Polite", "", ""))
                .zipInto(folder.resolve("plugins"), "polite.zip");
        try (PluginHost host = Hosts.open(folder)) {
            assertThat(version(host)).isEqualTo("2.0.0");
            install(host, archive("1.0.0"));

            assertThat(version(host)).isEqualTo("1.0.0");
            assertThatThrownBy(() -> installer(host).remove("dev.didact.exec")).isInstanceOf(ProblemException.class);
        }
    }

    @Test
    void aVersionWhoseCodeFailsIsNotInstalled() throws Exception {
        try (PluginHost host = Hosts.open(folder)) {
            Path broken = archive("2.0.0", "static { if (true) throw new IllegalStateException(\"no\"); }");
            assertThatThrownBy(() -> install(host, broken))
                    .hasMessage("version 2.0.0 of plugin " + ID + " does not work here: its class org.example.Polite"
                            + " failed when it was made: IllegalStateException: no at"
                            + " org.example.Polite.<clinit>(Polite.java:7); its author can be asked at"
                            + " https://example.org/issues. Nothing was changed");
            assertThat(host.catalog().plugins()).extracting(PluginCard::id).doesNotContain(ID);

            install(host, archive("1.0.0"));
            assertThatThrownBy(() -> install(host, broken))
                    .hasMessageEndingWith("the plugin that was there stays in use");
            assertThat(version(host)).isEqualTo("1.0.0");
        }
    }

    @Test
    void whoeverTakesThePlaceOfAPluginOfTheProgramNeedsConsent() throws Exception {
        FixturePlugin.of(ID, "1.0.0", FixturePlugin.rubric("Polite", "", ""))
                .zipInto(folder.resolve("plugins"), "polite.zip");
        try (PluginHost host = Hosts.open(folder)) {
            assertThat(installer(host).offer(archive("1.1.0")).asks()).isTrue();
            assertThat(installer(host).offer(archive("1.1.0")).bundled()).isTrue();
            install(host, archive("1.1.0"));
            assertThat(installer(host).offer(archive("1.2.0")).asks()).isFalse();
            assertThat(installer(host).offer(archive("1.2.0")).bundled()).isFalse();
        }
    }

    @Test
    void aCopyOfTheApiAmongItsClassesIsSaidBeforeItIsInstalled() {
        FixturePlugin plugin = FixturePlugin.of(ID, "1.0.0", FixturePlugin.rubric("Polite", "", ""))
                .with("classes/dev/didact/api/Step.class", "a copy");
        Path zip = plugin.zipInto(folder, "polite.zip");
        Path unpacked = plugin.unpackInto(folder.resolve("unpacked"));
        try (PluginHost host = Hosts.open(folder)) {
            for (Path from : List.of(zip, unpacked)) {
                assertThat(installer(host).offer(from).notes())
                        .containsExactly(
                                "it brings along dev.didact.api.Step, which the host has; its author should give"
                                        + " that dependency the scope provided (compileOnly), or test if only tests need it");
            }
            assertThat(installer(host).offer(archive("1.0.0")).notes()).isEmpty();
        }
    }

    @Test
    void aShortNameThatAnotherPluginHasIsSaidBeforeRecipesHaveToWriteTheWholeOne() {
        try (PluginHost host = Hosts.open(folder)) {
            install(host, archive("1.0.0"));
            Path other = FixturePlugin.of("org.example.other", "1.0.0", FixturePlugin.rubric("Polite", "", ""))
                    .zipInto(folder, "other.zip");

            assertThat(installer(host).offer(other).notes())
                    .containsExactly("its rubric 'polite' has the short name of " + ID
                            + ".polite; from then on a recipe has to write the whole name of either");
            assertThat(installer(host).offer(archive("1.1.0")).notes()).isEmpty();
        }
    }

    @Test
    void ofAProjectTheArchiveOfTheVersionThatWasCompiledLastIsMeant() throws Exception {
        Path project = folder.resolve("project");
        FixturePlugin first = FixturePlugin.of(ID, "0.9.0", FixturePlugin.rubric("Polite", "", ""));
        FixturePlugin second = FixturePlugin.of(ID, "0.10.0", FixturePlugin.rubric("Polite", "", ""));
        try (PluginHost host = Hosts.open(folder)) {
            Files.createDirectories(project.resolve("target"));
            assertThatThrownBy(() -> installer(host).offer(project))
                    .hasMessage("project cannot be installed: its target/ holds no archive; run `mvn verify` there, or"
                            + " name the archive");

            first.zipInto(project.resolve("target"), "polite-0.9.0.zip");
            second.buildInto(project);
            assertThatThrownBy(() -> installer(host).offer(project))
                    .hasMessage("project cannot be installed: its target/ holds polite-0.9.0.zip, and what was compiled"
                            + " last is " + ID + " 0.10.0; run `mvn verify` there, or name the archive");

            second.zipInto(project.resolve("target"), "polite-0.10.0.zip");
            assertThat(installer(host).offer(project).plugin().version()).isEqualTo("0.10.0");
            first.buildInto(project);
            assertThat(installer(host).offer(project).plugin().version()).isEqualTo("0.9.0");

            Files.copy(project.resolve("target/polite-0.9.0.zip"), project.resolve("target/polite.zip"));
            assertThatThrownBy(() -> installer(host).offer(project))
                    .hasMessage(
                            "project cannot be installed: its target/ holds polite-0.9.0.zip and polite.zip, and"
                                    + " nothing says which was built last; delete target/ and run `mvn verify`, or name the archive");
        }
    }

    @Test
    void whatHasChangedSinceItWasOfferedIsNotInstalled() {
        Path archive = archive("1.0.0");
        try (PluginHost host = Hosts.open(folder)) {
            PluginOffer offer = installer(host).offer(archive);
            FixturePlugin.of(ID, "6.6.6", FixturePlugin.rubric("Polite", "", ""))
                    .zipInto(folder, "polite-1.0.0.zip");

            assertThatThrownBy(() -> installer(host).install(offer)).hasMessageContaining("it changed while");
            assertThat(host.catalog().plugins()).extracting(PluginCard::id).doesNotContain(ID);
        }
    }

    @Test
    void anUpdateThatCannotWorkHereLeavesTheOldVersionInUse() throws Exception {
        Path needy = FixturePlugin.of(ID, "1.1.0", FixturePlugin.rubric("Polite", "", ""))
                .changingManifest(
                        json -> json.replace("\"java\":", "\"plugins\": { \"org.example.other\": \"^2\" }, \"java\":"))
                .zipInto(folder, "needy.zip");
        try (PluginHost host = Hosts.open(folder)) {
            install(host, archive("1.0.0"));

            assertThatThrownBy(() -> install(host, needy))
                    .hasMessageContainingAll("org.example.other ^2", "stays in use");
            assertThat(version(host)).isEqualTo("1.0.0");
        }
    }

    @Test
    void aFileThatWasChangedInTheStoreIsNotLoaded() throws Exception {
        try (PluginHost host = Hosts.open(folder)) {
            install(host, archive("1.0.0"));
        }
        Path stored;
        try (Stream<Path> files = Files.walk(folder.resolve("home/store"))) {
            stored = files.filter(file -> file.endsWith("Polite.class"))
                    .findFirst()
                    .orElseThrow();
        }
        byte[] bytes = Files.readAllBytes(stored);
        bytes[bytes.length - 1]++;
        Files.delete(stored);
        Files.write(stored, bytes);
        try (PluginHost host = Hosts.open(folder)) {
            assertThatThrownBy(() -> Hosts.grade(host, "polite"))
                    .hasMessageContainingAll("not those that were installed", "install polite-1.0.0.zip again");
            assertThat(Hosts.plugin(host, ID).state()).isEqualTo(State.QUARANTINED);

            install(host, archive("1.0.0"));
            installer(host).reload(ID);
            assertThat(Hosts.grade(host, "polite").get("polite")).isInstanceOf(Scored.class);
        }
    }

    @Test
    void theOfferNamesWhatAPluginWantsAndWhatAnUpdateWantsBeyondThat() {
        FixturePlugin plugin = FixturePlugin.of(ID, "1.0.0", FixturePlugin.rubric("Polite", "", ""));
        Path modest = plugin.zipInto(folder, "modest.zip");
        Path greedy = FixturePlugin.of(ID, "1.1.0", FixturePlugin.rubric("Polite", "", ""))
                .changingManifest(json -> json.replace(
                        "\"contributes\":",
                        "\"capabilities\": { \"network\": [\"api.example.com:443\"], \"secrets\": [\"example.key\"],"
                                + " \"files\": { \"read\": [\"data\"] }, \"processes\": true, \"threads\": false,"
                                + " \"telepathy\": \"weak\", \"reason\": \"looks up citations\" }, \"contributes\":"))
                .zipInto(folder, "greedy.zip");
        try (PluginHost host = Hosts.open(folder)) {
            PluginOffer fresh = installer(host).offer(modest);
            assertThat(fresh.asks()).isTrue();
            assertThat(fresh.replaces()).isEmpty();
            installer(host).install(fresh);
            assertThat(installer(host).offer(modest).asks()).isFalse();

            PluginOffer update = installer(host).offer(greedy);
            assertThat(update.asks()).isTrue();
            assertThat(update.replaces()).map(PluginCard::version).contains("1.0.0");
            assertThat(update.plugin().capabilities().reason()).isEqualTo("looks up citations");
            assertThat(update.added())
                    .containsExactlyInAnyOrder(
                            "network api.example.com:443",
                            "secret example.key",
                            "files read data",
                            "starts programs",
                            "telepathy weak");
            installer(host).install(update);
            PluginOffer back = installer(host).offer(modest);
            assertThat(back.asks()).isFalse();
            assertThat(back.removed()).hasSize(5);
        }
    }

    @Test
    void aProcessThatEndsAtAnyStepOfAnUpdateLeavesTheOldOrTheNewVersion() throws Exception {
        Path update = archive("1.1.0");
        List<Path> images = new ArrayList<>();
        try (PluginHost host = Hosts.open(folder)) {
            install(host, archive("1.0.0"));
        }
        try (PluginHost host = Hosts.open(folder, new WatchedIo(() -> images.add(image(images.size()))))) {
            install(host, update);
            images.add(image(images.size()));
        }

        List<String> versions = new ArrayList<>();
        for (Path image : images) {
            try (PluginHost host = Hosts.open(image)) {
                versions.add(version(host));
                assertThat(Hosts.grade(host, "polite").get("polite")).isInstanceOf(Scored.class);
                install(host, update);
                assertThat(version(host)).isEqualTo("1.1.0");
            }
        }
        assertThat(versions).hasSizeGreaterThan(15).isSorted();
        assertThat(versions.getFirst()).isEqualTo("1.0.0");
        assertThat(versions.getLast()).isEqualTo("1.1.0");
    }

    private Path image(int number) {
        Path image = folder.resolve("images").resolve(Integer.toString(number));
        copy(folder.resolve("home"), image.resolve("home"));
        return image;
    }

    @Test
    void aDiskThatFailsAtAnyOperationLeavesTheOldOrTheNewVersionAndTheUpdateCanBeTriedAgain() throws Exception {
        Path update = archive("1.1.0");
        try (PluginHost host = Hosts.open(folder)) {
            install(host, archive("1.0.0"));
        }
        Path fresh = folder.resolve("home");
        boolean failed = true;
        for (int last = 1; failed; last++) {
            Path here = folder.resolve("failing").resolve(Integer.toString(last));
            copy(fresh, here.resolve("home"));
            int operation = last;
            int[] operations = {0};
            JournalIo disk = new WatchedIo(() -> {
                if (++operations[0] == operation) {
                    throw new IOException("No space left on device");
                }
            });
            try (PluginHost host = Hosts.open(here, disk)) {
                failed = false;
                install(host, update);
            } catch (ProblemException e) {
                failed = true;
                assertThat(e).hasMessageContaining("No space left on device");
            }
            // What goes wrong while the draft is put away harms nobody, so the disk counts, not the exception.
            failed |= operations[0] >= operation;
            try (PluginHost host = Hosts.open(here)) {
                assertThat(version(host)).isIn("1.0.0", "1.1.0");
                install(host, update);
                assertThat(version(host)).isEqualTo("1.1.0");
            }
        }
    }

    @Test
    void shellsThatInstallAtTheSameTimeDoNotHarmEachOther() throws Exception {
        List<Callable<PluginCard>> installs = IntStream.range(0, 12)
                .<Callable<PluginCard>>mapToObj(number -> {
                    Path archive = FixturePlugin.of(
                                    "org.example.shell-" + number % 3,
                                    "1." + number + ".0",
                                    FixturePlugin.rubric("Polite", "", ""))
                            .zipInto(folder, number + ".zip");
                    return () -> {
                        try (PluginHost host = Hosts.open(folder)) {
                            return install(host, archive);
                        }
                    };
                })
                .toList();
        try (var shells = Executors.newFixedThreadPool(4)) {
            for (Future<PluginCard> installed : shells.invokeAll(installs)) {
                assertThat(installed.get().version()).startsWith("1.");
            }
        }
        try (PluginHost host = Hosts.open(folder)) {
            for (int shell = 0; shell < 3; shell++) {
                assertThat(Hosts.plugin(host, "org.example.shell-" + shell).state())
                        .isEqualTo(State.RESOLVED);
            }
            assertThat(host.store().orElseThrow().read().stored()).hasSize(12);
        }
    }

    private static Path copy(Path from, Path to) {
        try (Stream<Path> all = Files.walk(from)) {
            for (Path path : all.toList()) {
                Path target = to.resolve(from.relativize(path));
                if (Files.isDirectory(path)) {
                    Files.createDirectories(target);
                } else {
                    Files.copy(path, target, StandardCopyOption.COPY_ATTRIBUTES);
                }
            }
            return to;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
