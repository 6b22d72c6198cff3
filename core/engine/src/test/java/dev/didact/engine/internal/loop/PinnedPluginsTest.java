package dev.didact.engine.internal.loop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.didact.engine.PluginCard;
import dev.didact.engine.PluginCard.State;
import dev.didact.engine.Problem.Category;
import dev.didact.engine.ProblemException;
import dev.didact.engine.internal.host.Deadlines;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A workspace uses the plugins that its lock file names, and a run those that it began with.
class PinnedPluginsTest {
    private static final String ID = "org.example.echoes";

    @TempDir
    Path folder;

    /// A workspace over the one store of the test.
    private final class Opened implements AutoCloseable {
        final PluginBed bed;

        Opened(String name) {
            bed = new PluginBed(folder, name, Deadlines.usual());
        }

        void install(String version) {
            Path archive = PluginBed.words(ID, version, " " + version).zipInto(folder, "echoes-" + version + ".zip");
            bed.workspace.plugins().install(bed.workspace.plugins().offer(archive));
        }

        /// Runs the recipe and says what came of the first item.
        String run() throws InterruptedException {
            int run = bed.run(PluginBed.RECIPE).run();
            return bed.samples(run).getFirst().sample().response();
        }

        PluginCard plugin() {
            return bed.plugin(ID);
        }

        @Override
        public void close() {
            bed.close();
        }
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
            b.bed.workspace.plugins().reload(ID);
            assertThat(b.run()).isEqualTo("one 1.1.0");

            a.bed.workspace.plugins().rollback(ID);
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
            a.bed.workspace.plugins().reload(ID);
            assertThat(a.run()).isEqualTo("one 1.0.0");
        }
    }

    @Test
    void whatTheLockFileNamesAndNobodyInstalledIsSaidWhereItIsMissed() throws Exception {
        try (Opened a = new Opened("a")) {
            a.install("1.0.0");
            a.run();
            a.bed.workspace.plugins().remove(ID);

            assertThatThrownBy(a::run)
                    .hasMessageContainingAll("no source 'words'", "didact.lock names " + ID + "@1.0.0 with hash");
            assertThat(a.bed.workspace.replay(1).difference()).isEmpty();
        }
        deleteStore();
        try (Opened a = new Opened("a")) {
            assertThatThrownBy(a::run)
                    .hasMessageContainingAll("no source 'words'", "didact.lock names " + ID + "@1.0.0 with hash");
        }
    }

    @Test
    void aDisabledPluginIsOutOfUseInTheVersionOfTheLockFileToo() throws Exception {
        try (Opened a = new Opened("a");
                Opened b = new Opened("b")) {
            a.install("1.0.0");
            b.run();
            a.install("2.0.0");
            assertThat(b.run()).isEqualTo("one 1.0.0");
            a.bed.workspace.plugins().disable(ID);

            assertThatThrownBy(b::run).hasMessageContaining("is disabled; `plugin enable " + ID + "`");
        }
    }

    @Test
    void whatSomebodyPutBesideTheStoreIsLockedLikeAnInstalledOne() throws Exception {
        Path there = folder.resolve("home/plugins");
        PluginBed.words(ID, "1.0.0", " a").zipInto(there, "echoes.zip");
        try (Opened a = new Opened("a")) {
            assertThat(a.run()).isEqualTo("one a");
            assertThat(Files.readString(lock("a"))).contains("\"from\":\"installed\"");
        }
        PluginBed.words(ID, "1.0.0", " b").zipInto(there, "echoes.zip");
        try (Opened a = new Opened("a")) {
            assertThatThrownBy(a::run).hasMessageContaining("didact.lock names " + ID + "@1.0.0");
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
        PluginBed.words(ID, "1.0.0", " a").zipInto(folder.resolve("plugins"), "echoes.zip");
        try (Opened a = new Opened("a")) {
            assertThat(a.run()).isEqualTo("one a");
            assertThat(Files.readString(lock("a"))).contains("\"from\":\"didact\"");
            String before = Files.readString(lock("a"));
            Files.writeString(lock("a"), before.replace(a.plugin().sha256(), "0".repeat(64)));
            assertThatThrownBy(a::run).hasMessageContaining("didact.lock names");
            Files.writeString(lock("a"), before);
        }
        PluginBed.words(ID, "1.0.0", " b").zipInto(folder.resolve("plugins"), "echoes.zip");
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

            assertThat(a.bed.workspace.replay(1).difference()).isEmpty();
        }
    }

    @Test
    void twentyUpdatesBetweenRunsLeaveNoClassLoaderBehind() throws Exception {
        try (Opened a = new Opened("a")) {
            a.install("1.0.0");
            for (int round : IntStream.range(0, 20).toArray()) {
                assertThat(a.run()).isEqualTo(round % 2 == 0 ? "one 1.0.0" : "one 1.1.0");
                a.install(round % 2 == 0 ? "1.1.0" : "1.0.0");
                a.bed.host.settle();
                assertThat(a.plugin().reason()).isEmpty();
            }
        }
    }
}
