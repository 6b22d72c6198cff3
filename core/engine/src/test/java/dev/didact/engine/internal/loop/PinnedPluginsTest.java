package dev.didact.engine.internal.loop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.didact.engine.PluginCard;
import dev.didact.engine.PluginCard.State;
import dev.didact.engine.Problem.Category;
import dev.didact.engine.ProblemException;
import dev.didact.engine.RecipeText;
import dev.didact.engine.Workspace;
import dev.didact.engine.internal.document.SchemaOf;
import dev.didact.engine.internal.host.FixturePlugin;
import dev.didact.engine.internal.host.HostSettings;
import dev.didact.engine.internal.host.Installer;
import dev.didact.engine.internal.host.PluginHost;
import dev.didact.engine.internal.journal.JournalIo;
import dev.didact.engine.internal.workspace.PluginLock;
import dev.didact.engine.internal.workspace.WorkspaceFolder;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A workspace uses the plugins that its lock file names, and a run those that it began with.
class PinnedPluginsTest {
    private static final String ID = "org.example.echoes";
    private static final String RECIPE = """
            didact: recipe/1
            name: echoes
            sources: [ { id: words, use: words } ]
            generate: [ { use: echo, per-item: 1 } ]
            grade: [ { use: polite } ]
            """;

    private static final String SOURCE = """
            package org.example;
            import dev.didact.api.*;
            import dev.didact.api.data.*;
            import java.util.*;
            @Contributes(id = "words", title = "Words")
            public final class Words implements DataSource<NoConfig> {
                @Override public Reader open(NoConfig config, Draw draw, Context context) {
                    Iterator<String> words = List.of("one", "two", "three").iterator();
                    return () -> {
                        if (!words.hasNext()) return Optional.empty();
                        String word = words.next();
                        Document page = Document.generated("test", word, word, Licence.declared("CC0-1.0", "test"));
                        return Optional.of(Item.of(word, word, page.whole()));
                    };
                }
            }
            """;
    private static final String GENERATOR = """
            package org.example;
            import dev.didact.api.*;
            import dev.didact.api.data.*;
            import java.util.*;
            @Contributes(id = "echo", title = "Echo")
            public final class Echo implements Generator<NoConfig> {
                @Override public Session open(NoConfig config, Context context) {
                    return job -> Step.done(List.of(Sample.of(job.item().content(), job.item().content() + "%s")));
                }
            }
            """;

    @TempDir
    Path folder;

    private Path archive(String version) {
        return FixturePlugin.of(
                        ID, version, SOURCE, GENERATOR.formatted(" " + version), FixturePlugin.rubric("Polite", "", ""))
                .zipInto(folder, "echoes-" + version + ".zip");
    }

    /// A workspace over the one store of the test.
    private final class Opened implements AutoCloseable {
        final PluginHost host = PluginHost.open(new HostSettings(
                List.of(folder.resolve("plugins")),
                Optional.of(folder.resolve("home")),
                folder.resolve("cache"),
                2,
                SchemaOf::of));
        final Workspace workspace;

        Opened(String name) {
            Path place = folder.resolve(name);
            var catalogs = new LockedCatalogs(host, new PluginLock(place, JournalIo.files()));
            workspace = new LocalWorkspace(
                    new Surroundings(
                            new Workspace.Settings(
                                    place,
                                    List.of(),
                                    Optional.empty(),
                                    folder.resolve("cache"),
                                    Optional.of(2),
                                    true,
                                    Map.of()),
                            new WorkspaceFolder(place, JournalIo.files()),
                            host,
                            catalogs,
                            InstantSource.fixed(Instant.EPOCH),
                            (_, _) -> {}),
                    new Installer(host, catalogs::replaced),
                    host::close);
        }

        void install(String version) {
            workspace.plugins().install(workspace.plugins().offer(archive(version)));
        }

        /// Runs the recipe and says what came of the first item.
        String run() throws InterruptedException {
            int run = workspace.run(text(), _ -> {}).await().run();
            try (var samples = workspace.view(run).samples()) {
                return samples.findFirst().orElseThrow().sample().response();
            }
        }

        PluginCard plugin() {
            return workspace.catalog().plugins().stream()
                    .filter(card -> card.id().equals(ID))
                    .findFirst()
                    .orElseThrow();
        }

        @Override
        public void close() {
            workspace.close();
        }
    }

    private RecipeText text() {
        return new RecipeText("r.yaml", folder, RECIPE.getBytes(StandardCharsets.UTF_8), List.of(), Optional.empty());
    }

    private Path lock(String workspace) {
        return folder.resolve(workspace).resolve("didact.lock");
    }

    @Test
    void theFirstRunThatUsesAPluginWritesItsHashIntoTheLockFile() throws Exception {
        try (Opened a = new Opened("a")) {
            a.install("1.0.0");
            assertThat(lock("a")).doesNotExist();
            a.run();

            assertThat(Files.readAllLines(lock("a")))
                    .contains("    {\"id\":\"" + ID + "\",\"version\":\"1.0.0\",\"sha256\":\""
                            + a.plugin().sha256() + "\",\"from\":\"installed\"}");
            assertThat(Files.readString(lock("a"))).doesNotContain(folder.toString());
        }
    }

    @Test
    void aWorkspaceKeepsItsVersionUntilItIsToldToTakeAnother() throws Exception {
        try (Opened a = new Opened("a");
                Opened b = new Opened("b")) {
            a.install("1.0.0");
            assertThat(a.run()).isEqualTo("one 1.0.0");
            assertThat(b.run()).isEqualTo("one 1.0.0");

            a.install("1.1.0");
            assertThat(a.run()).isEqualTo("one 1.1.0");
            assertThat(b.run()).isEqualTo("one 1.0.0");
            b.workspace.plugins().reload(ID);
            assertThat(b.run()).isEqualTo("one 1.1.0");

            a.workspace.plugins().rollback(ID);
            assertThat(a.run()).isEqualTo("one 1.0.0");
            assertThat(b.run()).isEqualTo("one 1.1.0");
        }
    }

    @Test
    void aPluginWithAnotherHashThanTheLockFileNamesIsRefusedUntilItIsTaken() throws Exception {
        try (Opened a = new Opened("a")) {
            a.install("1.0.0");
            a.run();
            String other = "0".repeat(64);
            Files.writeString(
                    lock("a"), Files.readString(lock("a")).replace(a.plugin().sha256(), other));

            assertThatThrownBy(a::run).isInstanceOfSatisfying(ProblemException.class, e -> {
                assertThat(e.problems().getFirst().category()).isEqualTo(Category.ENVIRONMENT);
                assertThat(e)
                        .hasMessageContainingAll(
                                ID + "@1.0.0 is here with hash",
                                "didact.lock names " + ID + "@1.0.0 with hash 000000000000",
                                "`plugin install FILE`",
                                "`plugin reload " + ID + "`");
            });
            assertThat(a.plugin().state()).isEqualTo(State.INSTALLED);
            a.workspace.plugins().reload(ID);
            assertThat(a.run()).isEqualTo("one 1.0.0");
        }
    }

    @Test
    void whatTheLockFileNamesAndNobodyInstalledIsSaidWhereItIsMissed() throws Exception {
        try (Opened a = new Opened("a")) {
            a.install("1.0.0");
            a.run();
            a.workspace.plugins().remove(ID);

            assertThat(a.run()).isEqualTo("one 1.0.0");
        }
        deleteStore();
        try (Opened a = new Opened("a")) {
            assertThatThrownBy(a::run)
                    .hasMessageContainingAll("no source 'words'", "didact.lock names " + ID + "@1.0.0 with hash");
        }
    }

    private void deleteStore() throws IOException {
        Files.move(folder.resolve("home"), folder.resolve("gone"));
    }

    @Test
    void aLockFileThatIsNoneIsRefusedWithItsPlace() throws Exception {
        try (Opened a = new Opened("a")) {
            a.install("1.0.0");
            a.run();
            Files.writeString(lock("a"), "{ \"lock\": 1,\n <<<<<<< mine");

            assertThatThrownBy(a::run).hasMessageContainingAll("didact.lock is not a lock file at 2:", "mend it");
        }
    }

    @Test
    void whatComesWithTheProgramMayChangeWithItAndOnlyWithIt() throws Exception {
        FixturePlugin.of(ID, "1.0.0", SOURCE, GENERATOR.formatted(" a"), FixturePlugin.rubric("Polite", "", ""))
                .zipInto(folder.resolve("plugins"), "echoes.zip");
        try (Opened a = new Opened("a")) {
            assertThat(a.run()).isEqualTo("one a");
            assertThat(Files.readString(lock("a"))).contains("\"from\":\"didact\"");
            String before = Files.readString(lock("a"));
            Files.writeString(lock("a"), before.replace(a.plugin().sha256(), "0".repeat(64)));
            assertThatThrownBy(a::run).hasMessageContaining("didact.lock names");
            Files.writeString(lock("a"), before);
        }
        FixturePlugin.of(ID, "1.0.0", SOURCE, GENERATOR.formatted(" b"), FixturePlugin.rubric("Polite", "", ""))
                .zipInto(folder.resolve("plugins"), "echoes.zip");
        try (Opened a = new Opened("a")) {
            assertThat(a.run()).isEqualTo("one b");
            assertThat(Files.readString(lock("a"))).contains(a.plugin().sha256());
        }
    }

    @Test
    void aRunIsDerivedAgainWithTheVersionThatItBeganWith() throws Exception {
        try (Opened a = new Opened("a")) {
            a.install("1.0.0");
            a.run();
            a.install("1.1.0");

            assertThat(a.workspace.replay(1).difference()).isEmpty();
        }
    }

    @Test
    void twentyUpdatesBetweenRunsLeaveNoClassLoaderBehind() throws Exception {
        try (Opened a = new Opened("a")) {
            a.install("1.0.0");
            for (int round : IntStream.range(0, 20).toArray()) {
                assertThat(a.run()).isEqualTo(round % 2 == 0 ? "one 1.0.0" : "one 1.1.0");
                a.install(round % 2 == 0 ? "1.1.0" : "1.0.0");
                a.host.settle();
                assertThat(a.plugin().reason()).isEmpty();
            }
        }
    }
}
