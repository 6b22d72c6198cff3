package dev.didact.engine.internal.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.didact.engine.ContributionCard;
import dev.didact.engine.Kind;
import dev.didact.engine.PluginCard;
import dev.didact.engine.PluginCard.State;
import dev.didact.engine.internal.plugin.Plugins;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Work that goes on keeps the plugins that it began with; what is replaced leaves nothing behind, or is named.
@ResourceLock("what stays in memory")
class ReloadTest {
    private static final String ID = "org.example.polite";

    /// A virtual thread of a plugin, which nobody can find to interrupt it, ends when the test says so.
    private static final String RELEASED = "org.example.reload.released";

    @TempDir
    Path folder;

    private Path archive(String version, String members, String grade) {
        return FixturePlugin.of(ID, version, FixturePlugin.rubric("Polite", members, grade))
                .zipInto(folder, "polite-" + version + ".zip");
    }

    private static Installer installer(PluginHost host) {
        return new Installer(host, _ -> {});
    }

    private static void install(PluginHost host, Path archive) {
        installer(host).install(installer(host).offer(archive));
    }

    private static ClassLoader loader(Plugins plugins, ContributionCard card) {
        return plugins.factory(card).getClass().getClassLoader();
    }

    @Test
    void workThatGoesOnKeepsItsVersionAndNewWorkGetsTheNewOne() throws Exception {
        try (PluginHost host = Hosts.open(folder)) {
            install(host, archive("1.0.0", "", ""));
            ContributionCard before = Hosts.rubric(host, "polite");
            Plugins.Held run = host.hold();
            ClassLoader of = loader(run, before);
            assertThat(Hosts.plugin(host, ID).state()).isEqualTo(State.ACTIVE);

            install(host, archive("1.1.0", "", ""));
            ContributionCard after = Hosts.rubric(host, "polite");
            assertThat(after.version()).isEqualTo("1.1.0");
            assertThat(loader(run, before)).isSameAs(of);
            assertThat(run.compute(before, () -> Thread.currentThread().getContextClassLoader()))
                    .isSameAs(of);
            try (Plugins.Held next = host.hold()) {
                assertThat(loader(next, after)).isNotSameAs(of);
            }
            assertThat(Hosts.plugin(host, ID).state()).isEqualTo(State.IDLE);

            installer(host).reload(ID);
            assertThat(run.compute(before, () -> Thread.currentThread().getContextClassLoader()))
                    .isSameAs(of);
            run.close();
            of = null;
            host.settle();
            assertThat(Hosts.plugin(host, ID).state()).isEqualTo(State.ACTIVE);
            assertThat(Hosts.plugin(host, ID).reason()).isEmpty();
        }
    }

    @Test
    void ofTwoVersionsInAFolderEachIsReloadedAsItself() throws Exception {
        for (String version : List.of("1.0.0", "2.0.0")) {
            FixturePlugin.of(ID, version, FixturePlugin.rubric("Polite", "", ""))
                    .zipInto(folder.resolve("plugins"), "polite-" + version + ".zip");
        }
        try (PluginHost host = Hosts.open(folder)) {
            assertThat(installer(host).reload(ID).version()).isEqualTo("2.0.0");
            assertThat(host.catalog().plugins().stream()
                            .filter(card -> card.id().equals(ID)))
                    .extracting(PluginCard::version)
                    .containsExactly("1.0.0", "2.0.0");
        }
    }

    @Test
    void aRunThatIsPinnedToAnOlderVersionGetsItFromTheStore() throws Exception {
        try (PluginHost host = Hosts.open(folder)) {
            install(host, archive("1.0.0", "", ""));
            ContributionCard pinned = Hosts.rubric(host, "polite");
            install(host, archive("1.1.0", "", ""));
            var pins = List.of(new Pin(ID, "1.0.0", pinned.sha256(), ""));

            ContributionCard found = host.catalog(pins).of(Kind.RUBRIC).stream()
                    .filter(card -> card.id().equals("polite"))
                    .findFirst()
                    .orElseThrow();
            assertThat(found).isEqualTo(pinned);
            try (Plugins.Held run = host.hold()) {
                assertThat(loader(run, found)).isNotNull();
            }
            assertThat(Hosts.rubric(host, "polite").version()).isEqualTo("1.1.0");
        }
    }

    @Test
    void aReloadThatCannotWorkLeavesTheOldOneInUse() throws Exception {
        Path plugins = folder.resolve("plugins");
        FixturePlugin.of(ID, "1.0.0", FixturePlugin.rubric("Polite", "", "")).zipInto(plugins, "polite.zip");
        try (PluginHost host = Hosts.open(folder)) {
            ClassLoader before = loader(host, Hosts.rubric(host, "polite"));
            FixturePlugin.of(
                            ID,
                            "1.1.0",
                            FixturePlugin.rubric(
                                    "Polite", "public Polite() { throw new IllegalStateException(\"no\"); }", ""))
                    .zipInto(plugins, "polite.zip");
            assertThatThrownBy(() -> installer(host).reload(ID))
                    .hasMessageContainingAll("IllegalStateException: no", "stays in use");
            assertThat(loader(host, Hosts.rubric(host, "polite"))).isSameAs(before);

            FixturePlugin.write(plugins.resolve("polite.zip"), new byte[] {1, 2, 3});
            assertThatThrownBy(() -> installer(host).reload(ID)).hasMessageContainingAll("polite.zip", "stays in use");
            assertThat(Hosts.rubric(host, "polite").version()).isEqualTo("1.0.0");

            FixturePlugin.of(ID, "1.2.0", FixturePlugin.rubric("Polite", "", ""))
                    .zipInto(plugins, "polite.zip");
            assertThat(installer(host).reload(ID).version()).isEqualTo("1.2.0");
            assertThat(Hosts.rubric(host, "polite").version()).isEqualTo("1.2.0");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "''",
                "new java.util.Random().ints(3).boxed().toList();",
                "try (var client = java.net.http.HttpClient.newHttpClient()) { client.version(); }",
                "ThreadLocal.withInitial(Object::new).get();",
                "java.util.concurrent.ForkJoinPool.commonPool().submit(() -> 1).join();"
            })
    void twentyReloadsLeaveNothingBehind(String grade) throws Exception {
        try (PluginHost host = Hosts.open(folder)) {
            install(host, archive("1.0.0", "static final ThreadLocal<Object> OWN = new ThreadLocal<>();", grade));
            for (int i = 0; i < 20; i++) {
                Hosts.grade(host, "polite");
                installer(host).reload(ID);
                host.settle();
                assertThat(Hosts.plugin(host, ID).reason()).isEmpty();
            }
        }
    }

    private void leaks(String grade, String reason) throws Exception {
        try (PluginHost host = Hosts.open(folder)) {
            install(host, archive("1.0.0", "", grade));
            Hosts.grade(host, "polite");
            installer(host).reload(ID);
            host.settle();

            assertThat(Hosts.plugin(host, ID).state()).isEqualTo(State.LEAKED);
            assertThat(Hosts.plugin(host, ID).reason())
                    .contains("version 1.0.0 was unloaded and stays in memory", reason, "restart Didact to free it");
            Hosts.grade(host, "polite");
            installer(host).remove(ID);
            host.settle();
            assertThat(Hosts.plugin(host, ID).state()).isEqualTo(State.LEAKED);
        }
    }

    private static final String WAIT = "() -> { synchronized (Thread.currentThread()) { while (!Thread.interrupted()) {"
            + " try { Thread.currentThread().wait(); } catch (InterruptedException e) { return; } } } }";

    @Test
    void aThreadThatStaysIsNamed() throws Exception {
        try {
            leaks(
                    "Thread.ofPlatform().daemon().name(\"polite-cleaner\").start(" + WAIT + ");",
                    "thread 'polite-cleaner'");
        } finally {
            interrupt("polite-cleaner");
        }
    }

    @Test
    void whatGoesLaterThanItShouldIsNoLeakAnyMore() throws Exception {
        try (PluginHost host = Hosts.open(folder)) {
            install(
                    host,
                    archive("1.0.0", "", "Thread.ofPlatform().daemon().name(\"polite-late\").start(" + WAIT + ");"));
            Hosts.grade(host, "polite");
            installer(host).reload(ID);
            host.settle();
            assertThat(Hosts.plugin(host, ID).state()).isEqualTo(State.LEAKED);

            interrupt("polite-late");
            for (int i = 0; i < 100 && Hosts.plugin(host, ID).state() == State.LEAKED; i++) {
                System.gc();
            }
            assertThat(Hosts.plugin(host, ID).state()).isEqualTo(State.ACTIVE);
        }
    }

    @Test
    void aShutdownHookThatStaysIsNamed() throws Exception {
        leaks(
                "Runtime.getRuntime().addShutdownHook(new Thread(() -> {}));",
                "probably a shutdown hook: its class org.example.Polite");
    }

    @Test
    void aVirtualThreadThatStaysIsNamed() throws Exception {
        try {
            System.clearProperty(RELEASED);
            leaks(
                    "Thread.ofVirtual().name(\"polite-virtual\").start(() -> { try { while (!Boolean.getBoolean(\""
                            + RELEASED + "\")) Thread.sleep(20); } catch (InterruptedException e) { return; } });",
                    "virtual thread 'polite-virtual'");
        } finally {
            System.setProperty(RELEASED, "true");
        }
    }

    private static void interrupt(String name) {
        Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().equals(name))
                .forEach(Thread::interrupt);
    }
}
